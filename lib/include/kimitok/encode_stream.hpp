// Encodes a text that arrives in blocks, giving the ids of the whole text.
#ifndef KIMITOK_ENCODE_STREAM_HPP_
#define KIMITOK_ENCODE_STREAM_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok {

// For one thread at a time. Memory is bounded for Chunking::kimi and ::transformers (a part of up
// to 400,000 code points for each thread, and the block); Chunking::none keeps the whole text until
// finish().
class EncodeStream {
 public:
  // Works with up to `threads` threads, at least 1. The ids never depend on it.
  EncodeStream(const Tokenizer& tokenizer, EncodeOptions options, unsigned threads = 1);
  EncodeStream(EncodeStream&&) noexcept;
  EncodeStream& operator=(EncodeStream&&) noexcept;
  ~EncodeStream();

  // Takes the next bytes of the text, which may end anywhere, and appends the ids that are certain
  // by now. After a failure the stream is good for nothing but reset(); `ids` may have gained ids.
  Result<void> write(std::string_view bytes, std::vector<TokenId>& ids);

  // Ends the text and appends its last ids; the stream is then ready for another text.
  Result<void> finish(std::vector<TokenId>& ids);

  // Forgets the text so far.
  void reset();

  // As write() and finish(), adding to `tokens` how many ids there are instead of keeping them.
  Result<void> write(std::string_view bytes, std::uint64_t& tokens);
  Result<void> finish(std::uint64_t& tokens);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kimitok

#endif  // KIMITOK_ENCODE_STREAM_HPP_
