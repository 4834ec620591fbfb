#include "verify/text_suites.hpp"

#include <fmt/core.h>

#include "input.hpp"
#include "verify/random_texts.hpp"
#include "verify/round_trip.hpp"
#include "verify/shell_word.hpp"

namespace kimitok::app {
namespace {

// A longer text is named by where it is from.
constexpr std::size_t kMaxCommandText = 2000;

CheckResult result_of(const VerifiedText& text, std::optional<RoundTripFailure> found,
                      const std::string& command) {
  CheckResult result = CheckResult::passed(text.suite, text.name);
  result.file = text.file;
  if (!found) return result;
  result.status = CheckResult::Status::failed;
  result.check = std::move(found->check);
  result.difference = std::move(found->difference);
  result.command = command;
  return result;
}

class TextSuites {
 public:
  TextSuites(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads, CheckLog& log,
             std::vector<VerifiedText>* texts)
      : args_(args),
        vocabulary_(loaded.tokenizer.vocabulary()),
        flags_(model_flags(args.global)),
        round_trip_(loaded, threads),
        log_(log),
        texts_(texts) {}

  void check_file(const std::string& path) {
    auto input = Input::open({InputName::Kind::file, path});
    if (!input) return log_.add_broken("roundtrip", input.error());
    auto text = input->read_all();
    if (!text) return log_.add_broken("roundtrip", text.error());
    check({"roundtrip", "", path, 0, *std::move(text)},
          fmt::format("kimitok verify{} --roundtrip {}", flags_, shell_word(path)));
  }

  void check_random(std::uint64_t index) {
    const std::uint64_t seed = args_.verify.seed;
    const std::string text = random_text(vocabulary_, seed, index);
    const std::string again =
        text.size() <= kMaxCommandText
            ? fmt::format("{} | kimitok verify{} --roundtrip /dev/stdin", printing_command(text),
                          flags_)
            : fmt::format("kimitok verify{} --random {} --seed {}", flags_, index + 1, seed);
    check({"random", fmt::format("text {} of seed {}", index, seed), "", 0, text}, again);
  }

 private:
  void check(VerifiedText text, const std::string& command) {
    log_.add(result_of(text, round_trip_.check(text.text), command));
    if (texts_ != nullptr) texts_->push_back(std::move(text));
  }

  const cli::Args& args_;
  const Vocabulary& vocabulary_;
  std::string flags_;
  RoundTrip round_trip_;
  CheckLog& log_;
  std::vector<VerifiedText>* texts_;
};

}  // namespace

void run_text_suites(const cli::Args& args, const LoadedTokenizer& loaded, unsigned threads,
                     CheckLog& log, std::vector<VerifiedText>* texts) {
  TextSuites suites(args, loaded, threads, log, texts);
  for (const std::string& path : args.verify.roundtrip) {
    if (log.is_enough()) return;
    suites.check_file(path);
  }
  for (std::uint64_t i = 0; i < args.verify.random.value_or(0) && !log.is_enough(); ++i) {
    suites.check_random(i);
  }
}

}  // namespace kimitok::app
