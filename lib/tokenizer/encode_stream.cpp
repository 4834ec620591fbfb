#include "kimitok/encode_stream.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <unordered_set>

#include "chunker.hpp"
#include "part_encoder.hpp"
#include "utf8_gate.hpp"

namespace kimitok {
namespace {

// Blocks of this size keep the buffer in cache while a long text passes through.
constexpr std::size_t kBlockBytes = 1u << 20;

// After so much text, building the fast tables is worth while for what can be expected to follow.
constexpr std::uint64_t kMuch = std::uint64_t{8} << 20;

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
  if (options.chunking != Chunking::transformers || options.special == SpecialMode::error)
    return {};
  std::erase_if(tokens, [](const SpecialToken* token) { return token->reserved; });
  return tokens;
}

void append(std::vector<TokenId>& ids, const std::vector<TokenId>& more) {
  ids.insert(ids.end(), more.begin(), more.end());
}
void append(std::uint64_t& tokens, std::uint64_t more) { tokens += more; }

void add(std::vector<TokenId>& ids, TokenId id) { ids.push_back(id); }
void add(std::uint64_t& tokens, TokenId) { ++tokens; }

Result<void> encode(PartEncoder& encoder, std::string_view part, std::vector<TokenId>& ids) {
  return encoder.encode(part, ids);
}
Result<void> encode(PartEncoder& encoder, std::string_view part, std::uint64_t& tokens) {
  return encoder.count(part, tokens);
}

}  // namespace

// Sink is where ids go: a vector of them, or their number.
struct EncodeStream::State {
  State(const Tokenizer& of, EncodeOptions with, unsigned threads)
      : tokenizer(of),
        options(std::move(with)),
        specials(heeded(of.vocabulary(), options)),
        names(split_first(heeded(of.vocabulary(), options), options)),
        gate(options.invalid_utf8),
        chunker(options.chunking, names, gate.validity()) {
    for (unsigned i = 0; i < std::max(1u, threads); ++i) {
      encoders.emplace_back(of.model(), specials, options.special == SpecialMode::error,
                            gate.validity());
    }
  }

  template <typename Sink>
  Result<void> write(std::string_view bytes, Sink& sink);
  template <typename Sink>
  Result<void> finish(Sink& sink);
  template <typename Sink>
  Result<void> take_parts(bool final, Sink& sink);
  template <typename Sink>
  Result<void> encode_parts(Sink& sink);
  template <typename Sink>
  Result<void> encode_parts_together(Sink& sink);
  template <typename Sink>
  Result<void> encode_one(PartEncoder& encoder, const Part& part, Sink& sink);
  void hurry() {
    for (PartEncoder& encoder : encoders) encoder.hurry();
  }
  void reset();

  Tokenizer tokenizer;
  EncodeOptions options;
  SpecialMatcher specials;
  SpecialMatcher names;
  Utf8Gate gate;
  Chunker chunker;
  std::vector<PartEncoder> encoders;  // one for each thread
  std::string buffer;                 // text from the first unfinished part on
  std::uint64_t dropped = 0;          // bytes of the text before the buffer
  std::vector<Part> parts;
  std::uint64_t seen = 0;  // bytes written to this stream, in all its texts
};

template <typename Sink>
Result<void> EncodeStream::State::write(std::string_view bytes, Sink& sink) {
  const std::size_t block = kBlockBytes * encoders.size();
  while (!bytes.empty()) {
    const std::string_view now = bytes.substr(0, block);
    bytes.remove_prefix(now.size());
    if ((seen += now.size()) > kMuch) hurry();
    if (auto passed = gate.write(now, buffer); !passed) return passed;
    if (auto taken = take_parts(false, sink); !taken) return taken;
  }
  return {};
}

template <typename Sink>
Result<void> EncodeStream::State::finish(Sink& sink) {
  auto done = gate.finish(buffer);
  if (done) done = take_parts(true, sink);
  reset();
  return done;
}

template <typename Sink>
Result<void> EncodeStream::State::take_parts(bool final, Sink& sink) {
  parts.clear();
  chunker.cut(buffer, final, parts);
  if (parts.empty()) return {};
  if (auto done = encode_parts(sink); !done) return done;
  buffer.erase(0, chunker.open());
  dropped += chunker.open();
  chunker.dropped();
  return {};
}

template <typename Sink>
Result<void> EncodeStream::State::encode_parts(Sink& sink) {
  if (encoders.size() > 1 && parts.size() > 1) return encode_parts_together(sink);
  for (const Part& part : parts) {
    if (auto done = encode_one(encoders.front(), part, sink); !done) return done;
  }
  return {};
}

// Each thread takes the next part not yet taken; results are put together in the order of the text.
template <typename Sink>
Result<void> EncodeStream::State::encode_parts_together(Sink& sink) {
  std::vector<Sink> sinks(parts.size());
  std::vector<Result<void>> results(parts.size());
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> threads;
    for (PartEncoder& encoder : encoders) {
      threads.emplace_back([&] {
        for (std::size_t i = next++; i < parts.size(); i = next++) {
          results[i] = encode_one(encoder, parts[i], sinks[i]);
        }
      });
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append(sink, sinks[i]);
    if (!results[i]) return results[i];
  }
  return {};
}

template <typename Sink>
Result<void> EncodeStream::State::encode_one(PartEncoder& encoder, const Part& part, Sink& sink) {
  if (part.special != nullptr) {
    add(sink, part.special->id);
    return {};
  }
  auto done =
      encode(encoder, std::string_view(buffer).substr(part.begin, part.end - part.begin), sink);
  if (done) return done;
  const std::uint64_t byte = done.error().position().byte.value_or(0);
  return fail(std::move(done).error().at_byte(dropped + part.begin + byte));
}

void EncodeStream::State::reset() {
  gate.reset();
  chunker.reset();
  buffer.clear();
  dropped = 0;
}

EncodeStream::EncodeStream(const Tokenizer& tokenizer, EncodeOptions options, unsigned threads)
    : state_(std::make_unique<State>(tokenizer, std::move(options), threads)) {}
EncodeStream::EncodeStream(EncodeStream&&) noexcept = default;
EncodeStream& EncodeStream::operator=(EncodeStream&&) noexcept = default;
EncodeStream::~EncodeStream() = default;

Result<void> EncodeStream::write(std::string_view bytes, std::vector<TokenId>& ids) {
  return state_->write(bytes, ids);
}
Result<void> EncodeStream::finish(std::vector<TokenId>& ids) { return state_->finish(ids); }
Result<void> EncodeStream::write(std::string_view bytes, std::uint64_t& tokens) {
  return state_->write(bytes, tokens);
}
Result<void> EncodeStream::finish(std::uint64_t& tokens) { return state_->finish(tokens); }
void EncodeStream::reset() { state_->reset(); }

}  // namespace kimitok
