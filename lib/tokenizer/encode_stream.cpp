#include "kimitok/encode_stream.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <type_traits>
#include <unordered_set>

#include "chunker.hpp"
#include "kimitok/ordered_tasks.hpp"
#include "part_encoder.hpp"
#include "text_cuts.hpp"
#include "utf8_gate.hpp"

namespace kimitok {
namespace {

// Blocks of this size keep the buffer in cache while a long text passes through.
constexpr std::size_t kBlockBytes = 1u << 20;

// After so much text in all streams of a tokenizer, building the fast tables is worth while for
// what can be expected to follow.
constexpr std::uint64_t kMuch = std::uint64_t{8} << 20;

// The streams of several threads add to one sum; not for every short text.
constexpr std::uint64_t kReportedBytes = std::uint64_t{128} << 10;

// Enough for a thread to have one more task when it is done with one.
constexpr std::size_t kTasksPerThread = 3;

// The special tokens whose names mean something to the options.
std::vector<const SpecialToken*> heeded(const Vocabulary& vocabulary,
                                        const EncodeOptions& options) {
  std::vector<const SpecialToken*> tokens;
  if (options.special == SpecialMode::none) return tokens;
  const std::unordered_set<TokenId> some(options.special_ids.begin(), options.special_ids.end());
  for (const SpecialToken& token : vocabulary.specials().all()) {
    if (options.special != SpecialMode::some || some.contains(token.id)) tokens.push_back(&token);
  }
  return tokens;
}

// Those of `tokens` that transformers splits on before the wrapper sees the text: the ones in
// added_tokens_decoder. A name that is to be refused is left for the wrapper to find.
std::vector<const SpecialToken*> split_first(std::vector<const SpecialToken*> tokens,
                                             const EncodeOptions& options) {
  if (options.special == SpecialMode::error) return {};
  std::erase_if(tokens, [](const SpecialToken* token) { return token->reserved; });
  return tokens;
}

using Names = std::shared_ptr<const SpecialMatcher>;

Names names_among(std::vector<const SpecialToken*> tokens) {
  static const auto none =
      std::make_shared<const SpecialMatcher>(std::vector<const SpecialToken*>());
  return tokens.empty() ? none : std::make_shared<const SpecialMatcher>(std::move(tokens));
}

// The model's own matcher, which is there for as long as the model is, where that will do.
Names heeded_names(const Tokenizer& tokenizer, const EncodeOptions& options) {
  if (options.special == SpecialMode::all || options.special == SpecialMode::error)
    return {Names(), &tokenizer.model().all_names()};
  return names_among(heeded(tokenizer.vocabulary(), options));
}

Names names_split_first(const Tokenizer& tokenizer, const EncodeOptions& options) {
  if (options.chunking != Chunking::transformers) return names_among({});
  return names_among(split_first(heeded(tokenizer.vocabulary(), options), options));
}

// What a task gives: ids, or their number.
struct TaskIds {
  std::vector<TokenId> ids;
  std::uint64_t tokens = 0;
};

// Where ids go.
struct Ids {
  std::vector<TokenId>& ids;
  void add(TokenId id) { ids.push_back(id); }
  void add(const TaskIds& more) { ids.insert(ids.end(), more.ids.begin(), more.ids.end()); }
  Result<void> encode(PartEncoder& encoder, std::string_view part) {
    return encoder.encode(part, ids);
  }
};
struct Number {
  std::uint64_t& tokens;
  void add(TokenId) { ++tokens; }
  void add(const TaskIds& more) { tokens += more.tokens; }
  Result<void> encode(PartEncoder& encoder, std::string_view part) {
    return encoder.count(part, tokens);
  }
};

}  // namespace

struct EncodeStream::State {
  State(const Tokenizer& of, EncodeOptions with, unsigned threads, std::size_t task_bytes)
      : tokenizer(of),
        options(std::move(with)),
        specials(heeded_names(of, options)),
        names(names_split_first(of, options)),
        cuts(of.pretokenizer(), *specials, specials->max_name_bytes()),
        gate(options.invalid_utf8),
        chunker(options.chunking, *names, gate.validity()),
        bytes_of_task(std::max<std::size_t>(1, task_bytes)),
        encoders(std::max(1u, threads)) {
    if (encoders.size() > 1) tasks.emplace(static_cast<unsigned>(encoders.size()));
  }

  void note_seen(std::size_t bytes);
  template <typename Sink>
  Result<void> write(std::string_view bytes, Sink sink);
  template <typename Sink>
  Result<void> finish(Sink sink);
  void cut_into_parts(bool final);
  void drop_parts();
  template <typename Sink>
  Result<void> take_parts(bool final, Sink& sink);
  template <typename Sink>
  Result<void> encode_one(PartEncoder& encoder, std::string_view text, const Part& part,
                          std::uint64_t offset, Sink& sink);
  PartEncoder& encoder_of(unsigned thread);

  template <typename Sink>
  Result<void> add_to_tasks(const Part& part, Sink& sink);
  template <typename Sink>
  Result<void> submit(Sink& sink);
  template <typename Sink>
  Result<void> take_task(std::unique_ptr<OrderedTasks::Task> done, Sink& sink);
  template <typename Sink>
  Result<void> take_all(Sink& sink);

  void reset();

  Tokenizer tokenizer;
  EncodeOptions options;
  Names specials;
  Names names;
  TextCuts cuts;
  Utf8Gate gate;
  Chunker chunker;
  std::size_t bytes_of_task;
  std::string buffer;         // text from the first unfinished part on
  std::uint64_t dropped = 0;  // bytes of the text before the buffer
  std::size_t searched = 0;  // Chunking::none: the buffer has no cut between a task's size and here
  std::vector<Part> parts;   // of the buffer, found and not yet encoded
  std::vector<Part> pieces;  // of one of them
  std::uint64_t unreported = 0;  // bytes written that are not in the model's sum
  std::atomic<bool> is_much = false;
  std::vector<std::optional<PartEncoder>> encoders;  // one for each thread that has worked

  struct Task;
  std::unique_ptr<Task> open_task;            // takes parts until it is large enough
  std::vector<std::unique_ptr<Task>> spares;  // for their memory
  std::optional<OrderedTasks> tasks;          // with more than one thread; destroyed first
};

// Some parts of the text, to be encoded by whichever thread has time.
struct EncodeStream::State::Task : OrderedTasks::Task {
  explicit Task(State& of) : state(of) {}

  void run(unsigned thread) override {
    PartEncoder& encoder = state.encoder_of(thread);
    for (const Part& part : parts) {
      result = is_counting ? run_part(encoder, part, Number{answer.tokens})
                           : run_part(encoder, part, Ids{answer.ids});
      if (!result) return;
    }
  }

  template <typename Sink>
  Result<void> run_part(PartEncoder& encoder, const Part& part, Sink sink) {
    return state.encode_one(encoder, text, part, offset, sink);
  }

  void clear() {
    text.clear();
    parts.clear();
    answer.ids.clear();
    answer.tokens = 0;
    result = {};
  }

  State& state;
  std::string text;
  std::uint64_t offset = 0;  // of it in the whole text
  std::vector<Part> parts;   // of it
  bool is_counting = false;
  TaskIds answer;
  Result<void> result;
};

void EncodeStream::State::note_seen(std::size_t bytes) {
  unreported += bytes;
  if (unreported < kReportedBytes) return;
  const std::uint64_t before =
      tokenizer.model().encoded_bytes.fetch_add(unreported, std::memory_order_relaxed);
  if (before + unreported > kMuch) is_much = true;
  unreported = 0;
}

template <typename Sink>
Result<void> EncodeStream::State::write(std::string_view bytes, Sink sink) {
  while (!bytes.empty()) {
    const std::string_view now = bytes.substr(0, kBlockBytes);
    bytes.remove_prefix(now.size());
    note_seen(now.size());
    if (auto passed = gate.write(now, buffer); !passed) {
      auto taken = take_all(sink);
      return taken ? passed : taken;
    }
    if (auto taken = take_parts(false, sink); !taken) return taken;
  }
  return {};
}

template <typename Sink>
Result<void> EncodeStream::State::finish(Sink sink) {
  const auto passed = gate.finish(buffer);
  auto done = passed ? take_parts(true, sink) : Result<void>();
  if (done) done = take_all(sink);
  reset();
  return done ? passed : done;
}

// Chunking::none has one part. What it is cut into makes no difference to the ids, and does not
// depend on the blocks the text comes in or on the number of threads.
void EncodeStream::State::cut_into_parts(bool final) {
  parts.clear();
  if (options.chunking != Chunking::none || !cuts.has_any()) {
    chunker.cut(buffer, final, parts);
    return;
  }
  std::size_t open = 0;
  const std::size_t decided = final ? buffer.size() : cuts.decided(buffer);
  while (true) {
    const std::size_t from = std::max(searched, open + bytes_of_task);
    const auto at = cuts.find(buffer, from, decided);
    if (!at) break;
    parts.push_back({open, *at});
    open = *at;
  }
  searched = std::max(searched, decided);
  if (final && open < buffer.size()) parts.push_back({open, buffer.size()});
}

void EncodeStream::State::drop_parts() {
  std::size_t done = chunker.open();
  if (options.chunking == Chunking::none && cuts.has_any()) {
    done = parts.empty() ? 0 : parts.back().end;
    searched -= std::min(searched, done);
  } else {
    chunker.dropped();
  }
  buffer.erase(0, done);
  dropped += done;
}

template <typename Sink>
Result<void> EncodeStream::State::take_parts(bool final, Sink& sink) {
  cut_into_parts(final);
  if (parts.empty()) return {};
  for (const Part& part : parts) {
    auto done =
        tasks ? add_to_tasks(part, sink) : encode_one(encoder_of(0), buffer, part, dropped, sink);
    if (!done) return done;
  }
  drop_parts();
  return {};
}

template <typename Sink>
Result<void> EncodeStream::State::encode_one(PartEncoder& encoder, std::string_view text,
                                             const Part& part, std::uint64_t offset, Sink& sink) {
  if (part.special != nullptr) {
    sink.add(part.special->id);
    return {};
  }
  auto done = sink.encode(encoder, text.substr(part.begin, part.end - part.begin));
  if (done) return done;
  const std::uint64_t byte = done.error().position().byte.value_or(0);
  return fail(std::move(done).error().at_byte(offset + part.begin + byte));
}

PartEncoder& EncodeStream::State::encoder_of(unsigned thread) {
  std::optional<PartEncoder>& encoder = encoders[thread];
  if (!encoder) {
    encoder.emplace(tokenizer.model(), *specials, options.special == SpecialMode::error,
                    gate.validity());
  }
  if (is_much) encoder->hurry();
  return *encoder;
}

template <typename Sink>
Result<void> EncodeStream::State::add_to_tasks(const Part& whole, Sink& sink) {
  pieces.clear();
  // A refused name fails before the text that precedes it in its part has ids.
  if (whole.special != nullptr || options.special == SpecialMode::error) {
    pieces.push_back(whole);
  } else {
    cuts.split(buffer, whole, bytes_of_task, pieces);
  }
  for (const Part& part : pieces) {
    if (!open_task) {
      open_task = spares.empty() ? std::make_unique<Task>(*this) : std::move(spares.back());
      if (!spares.empty()) spares.pop_back();
      open_task->offset = dropped + part.begin;
      open_task->is_counting = std::is_same_v<Sink, Number>;
    }
    const std::size_t begin = open_task->text.size();
    open_task->text.append(buffer, part.begin, part.end - part.begin);
    open_task->parts.push_back({begin, open_task->text.size(), part.special});
    if (open_task->text.size() < bytes_of_task) continue;
    if (auto done = submit(sink); !done) return done;
  }
  return {};
}

// Hands the open task over, and takes what is ready, so that texts and ids do not pile up.
template <typename Sink>
Result<void> EncodeStream::State::submit(Sink& sink) {
  tasks->add(std::move(open_task));
  while (auto done = tasks->take_if_done()) {
    if (auto taken = take_task(std::move(done), sink); !taken) return taken;
  }
  if (tasks->size() <= kTasksPerThread * tasks->threads()) return {};
  return take_task(tasks->take(), sink);
}

template <typename Sink>
Result<void> EncodeStream::State::take_task(std::unique_ptr<OrderedTasks::Task> done, Sink& sink) {
  std::unique_ptr<Task> task(static_cast<Task*>(done.release()));
  sink.add(task->answer);
  Result<void> result = std::move(task->result);
  task->clear();
  spares.push_back(std::move(task));
  return result;
}

template <typename Sink>
Result<void> EncodeStream::State::take_all(Sink& sink) {
  if (!tasks) return {};
  if (open_task && tasks->size() == 0) {
    open_task->run(0);
    return take_task(std::move(open_task), sink);
  }
  if (open_task) tasks->add(std::move(open_task));
  while (auto done = tasks->take()) {
    if (auto taken = take_task(std::move(done), sink); !taken) return taken;
  }
  return {};
}

void EncodeStream::State::reset() {
  if (tasks) tasks->drop();
  open_task.reset();
  gate.reset();
  chunker.reset();
  buffer.clear();
  dropped = 0;
  searched = 0;
}

EncodeStream::EncodeStream(const Tokenizer& tokenizer, EncodeOptions options, unsigned threads,
                           std::size_t task_bytes)
    : state_(std::make_unique<State>(tokenizer, std::move(options), threads, task_bytes)) {}
EncodeStream::EncodeStream(EncodeStream&&) noexcept = default;
EncodeStream& EncodeStream::operator=(EncodeStream&&) noexcept = default;
EncodeStream::~EncodeStream() = default;

Result<void> EncodeStream::write(std::string_view bytes, std::vector<TokenId>& ids) {
  return state_->write(bytes, Ids{ids});
}
Result<void> EncodeStream::finish(std::vector<TokenId>& ids) { return state_->finish(Ids{ids}); }
Result<void> EncodeStream::write(std::string_view bytes, std::uint64_t& tokens) {
  return state_->write(bytes, Number{tokens});
}
Result<void> EncodeStream::finish(std::uint64_t& tokens) { return state_->finish(Number{tokens}); }
void EncodeStream::reset() { state_->reset(); }

}  // namespace kimitok
