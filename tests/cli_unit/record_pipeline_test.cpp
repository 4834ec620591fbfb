#include "record_pipeline.hpp"

#include <doctest/doctest.h>

#include <new>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace kimitok::app {
namespace {

// A record's answer is its text and number; some texts fail at once or at their end, in the first
// step or in the second.
struct Collected : RecordSink {
  Result<void> begin(const RecordInfo& info) override {
    text_.clear();
    about_ = std::string(info.source) + ' ' + std::to_string(info.index) + ' ' +
             std::to_string(info.line);
    return {};
  }
  Result<void> text(std::string_view bytes) override {
    text_ += bytes;
    if (text_.find("throw") != std::string::npos) throw std::bad_alloc();
    if (text_.find("early") == std::string::npos) return {};
    return fail(ErrorCode::invalid_utf8, "early");
  }
  Result<void> segment(std::string_view bytes, bool) override { return text(bytes); }
  Result<void> end() override {
    if (text_.find("late") == std::string::npos) return {};
    return fail(ErrorCode::disallowed_special, "late");
  }

  std::string text_, about_;
};

class Work : public RecordWork {
 public:
  explicit Work(unsigned threads) : alone_(*this), collected_(threads) {}

  RecordSink& sink() override { return alone_; }
  std::unique_ptr<RecordAnswers> make_answers() override {
    return std::make_unique<Answers>(*this);
  }
  std::size_t batched_bytes() const override { return 10'000; }
  Result<void> check(const Input&) const override { return {}; }
  void input_ended(const InputName& name) override { log += "ended " + name.value + '\n'; }
  void input_failed() override { log += "failed\n"; }
  bool may_go_on() const override { return !broken_; }

  std::string log;

 private:
  Result<void> write(const std::string& about, const std::string& text) {
    if (text.find("refuse") != std::string::npos)
      return fail(ErrorCode::id_out_of_range, "refused");
    broken_ |= text.find("break") != std::string::npos;
    if (broken_) return fail(ErrorCode::io, "broken");
    log += about + ": " + text + '\n';
    return {};
  }

  struct Alone : Collected {
    explicit Alone(Work& of) : work(of) {}
    Result<void> end() override {
      if (auto ended = Collected::end(); !ended) return ended;
      return work.write(about_, text_);
    }
    Work& work;
  };

  struct Answers : RecordAnswers {
    explicit Answers(Work& of) : work(of) {}
    Result<void> add(const RecordBatch& batch, std::size_t number, unsigned thread,
                     bool& ending) override {
      Collected& collected = work.collected_.at(thread);
      auto told = batch.tell(number, collected, ending);
      texts.push_back(collected.text_);
      return told;
    }
    Result<void> use(std::size_t number, const RecordInfo& info) override {
      return work.write(std::string(info.source) + ' ' + std::to_string(info.index) + ' ' +
                            std::to_string(info.line),
                        texts.at(number));
    }
    void clear() override { texts.clear(); }
    Work& work;
    std::vector<std::string> texts;
  };

  Alone alone_;
  std::vector<Collected> collected_;
  bool broken_ = false;
};

std::string run(unsigned threads, const cli::InputArgs& args, const std::vector<InputName>& names) {
  cli::GlobalArgs global;
  global.quiet = true;
  global.progress = cli::When::never;
  const Messages messages(global);
  Outcome outcome(messages);
  Progress progress(global, false, std::nullopt);
  Work work(threads);
  RecordPipeline(args, threads, work, messages, outcome, progress).read(names);
  return work.log + "status " + std::to_string(outcome.status());
}

std::vector<InputName> random_inputs(test::Random& random, bool failing) {
  const std::vector<std::string> bad = {"early", "late", "refuse", "break"};
  std::vector<InputName> names;
  for (std::size_t i = random.between(1, 20); i > 0; --i) {
    std::string text;
    for (std::size_t line = random.below(40); line > 0; --line) {
      text += std::string(random.below(random.one_in(30) ? 15'000 : 200), 'x');
      if (failing && random.one_in(150)) text += bad[random.below(random.one_in(4) ? 4 : 3)];
      text += random.one_in(20) ? std::string(1, '\0') : "\n";
    }
    names.push_back({InputName::Kind::text, text});
  }
  return names;
}

TEST_CASE("record pipeline: what happens does not depend on the number of threads") {
  test::Random random(90);
  int failed = 0;
  for (int round = 0; round < 40; ++round) {
    const std::vector<InputName> names = random_inputs(random, round % 3 != 0);
    for (const cli::RecordForm form :
         {cli::RecordForm::whole, cli::RecordForm::lines, cli::RecordForm::nul}) {
      cli::InputArgs args;
      args.records = form;
      args.fail_fast = random.one_in(4);
      const std::string one = run(1, args, names);
      failed += one.find("failed") != std::string::npos;
      for (const unsigned threads : {2u, 5u}) {
        CAPTURE(round);
        CAPTURE(threads);
        CHECK((run(threads, args, names) == one));
      }
    }
  }
  CHECK(failed > 20);
}

TEST_CASE(
    "record pipeline: what a record's work throws reaches the caller, and no thread is left") {
  const std::vector<InputName> names = {
      {InputName::Kind::text, std::string(30'000, '\n') + "throw\n" + std::string(30'000, '\n')}};
  cli::InputArgs args;
  args.records = cli::RecordForm::lines;
  for (const unsigned threads : {1u, 2u, 5u}) {
    CAPTURE(threads);
    CHECK_THROWS_AS(run(threads, args, names), std::bad_alloc);
  }
}

}  // namespace
}  // namespace kimitok::app
