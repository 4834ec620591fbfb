#include "verify/oracle_suite.hpp"

#include <fmt/core.h>

#include "kimitok/utf8.hpp"
#include "verify/oracle_process.hpp"
#include "verify/oracle_protocol.hpp"
#include "verify/shell_word.hpp"

namespace kimitok::app {
namespace {

constexpr const char* kSuite = "against";
constexpr std::size_t kMaxAnswerBytes = std::size_t{1} << 30;

class OracleSuite {
 public:
  OracleSuite(const cli::Args& args, const LoadedTokenizer& loaded,
              const std::vector<VerifiedText>& texts, CheckLog& log)
      : args_(args), loaded_(loaded), texts_(texts), log_(log) {}

  std::string ask() {
    if (asked_ == texts_.size()) return {};
    const std::size_t index = asked_++;
    return oracle_question(index, texts_[index].text);
  }

  // Cuts what the command says into lines.
  Result<bool> hear(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      held_ += bytes.substr(0, end);
      if (held_.size() > kMaxAnswerBytes) return broken("its answer is too long");
      if (end == std::string_view::npos) return true;
      bytes.remove_prefix(end + 1);
      const auto goes_on = take(held_);
      held_.clear();
      if (!goes_on || !*goes_on) return goes_on;
    }
    return true;
  }

  // After the command has ended.
  Result<void> finish() {
    if (!held_.empty()) return fail(broken("its last line does not end").error);
    if (answered_ == texts_.size()) return {};
    return fail(
        broken(fmt::format("it ended after {} answers to {} lines", answered_, texts_.size()))
            .error);
  }

 private:
  Failure broken(std::string sentence) const {
    return fail(Error(ErrorCode::malformed_input, std::move(sentence)).in("--against"));
  }

  Result<bool> take(std::string_view line) {
    const auto answer = parse_oracle_answer(line);
    if (!answer) return fail(Error(answer.error()).in("--against").at_line(answered_ + 1));
    if (answered_ == texts_.size()) return broken("it answers more lines than it was given");
    if (answer->index != answered_) {
      return broken(fmt::format("answer {} came where {} was due", answer->index, answered_));
    }
    log_.add(compare(texts_[answered_++], answer->ids));
    return !log_.is_enough();
  }

  CheckResult compare(const VerifiedText& text, const std::vector<TokenId>& expected) const {
    CheckResult result = CheckResult::passed(kSuite, text.name);
    result.file = text.file;
    result.line = text.line;
    EncodeOptions options;
    options.chunking = loaded_.chunking;
    if (!utf8::is_valid(text.text)) options.invalid_utf8 = InvalidUtf8::bytes;
    const auto actual = loaded_.tokenizer.encode(text.text, options);
    if (!actual) {
      Difference why;
      why.sentence = actual.error().message();
      return failed(std::move(result), text, std::move(why));
    }
    auto found = difference_of_ids(loaded_.tokenizer.vocabulary(), expected, *actual);
    return found ? failed(std::move(result), text, *std::move(found)) : result;
  }

  CheckResult failed(CheckResult result, const VerifiedText& text, Difference difference) const {
    result.status = CheckResult::Status::failed;
    result.difference = std::move(difference);
    result.command = fmt::format("{} | kimitok encode{} --invalid-utf8 bytes",
                                 printing_command(text.text), model_flags(args_.global));
    return result;
  }

  const cli::Args& args_;
  const LoadedTokenizer& loaded_;
  const std::vector<VerifiedText>& texts_;
  CheckLog& log_;
  std::size_t asked_ = 0, answered_ = 0;
  std::string held_;  // the line so far
};

}  // namespace

void run_oracle_suite(const cli::Args& args, const LoadedTokenizer& loaded,
                      const std::vector<VerifiedText>& texts, CheckLog& log) {
  if (log.is_enough()) return;
  if (texts.empty()) {
    return log.add(CheckResult::failed(kSuite, "", "there is no text to compare"));
  }
  OracleSuite suite(args, loaded, texts, log);
  const OracleTalk talk{[&suite] { return suite.ask(); },
                        [&suite](std::string_view bytes) { return suite.hear(bytes); }};
  auto talked = talk_to(args.verify.against, talk);
  if (talked && !log.is_enough()) talked = suite.finish();
  if (!talked) log.add_broken(kSuite, Error(talked.error()).in("--against"));
}

}  // namespace kimitok::app
