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

// For one caller at a time. Memory is bounded for Chunking::kimi and ::transformers: the text of
// the unfinished part, which has up to 400,000 code points, and for each thread some tasks with
// their ids. Chunking::none keeps the text back to the last place where cutting it cannot change an
// id: in most texts with Kimi's split pattern some bytes, with another pattern all of it.
class EncodeStream {
 public:
  static constexpr std::size_t kTaskBytes = std::size_t{256} << 10;

  // Works with up to `threads` threads, the caller's among them, at least 1; more than one only if
  // a text is longer than a task. `task_bytes`: about how much text a thread takes at a time. The
  // ids depend on neither.
  EncodeStream(const Tokenizer& tokenizer, EncodeOptions options, unsigned threads = 1,
               std::size_t task_bytes = kTaskBytes);
  EncodeStream(EncodeStream&&) noexcept;
  EncodeStream& operator=(EncodeStream&&) noexcept;
  ~EncodeStream();

  // Takes the next bytes of the text, which may end anywhere, and appends the next ids: with one
  // thread all that are certain by now, with several those that are ready. After a failure, which
  // may be one of bytes written before, the stream is good for nothing but reset(); `ids` has
  // gained those before the failure, as many as with one thread.
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
