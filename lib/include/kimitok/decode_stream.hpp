// Turns ids back into text, a few at a time.
#ifndef KIMITOK_DECODE_STREAM_HPP_
#define KIMITOK_DECODE_STREAM_HPP_

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok {

// What to do where the bytes of the ids are not UTF-8.
enum class DecodeErrors {
  bytes,    // nothing: exactly the bytes
  replace,  // U+FFFD for each maximal ill-formed subpart (bytes.decode("utf-8", "replace"))
  strict,   // an `invalid_utf8` failure naming the index of the token with the first bad byte
};

struct DecodeOptions {
  DecodeErrors errors = DecodeErrors::bytes;
  std::vector<TokenId> skip = {};  // leave these out (skip_special_tokens)
  std::vector<TokenId> stop = {};  // end before the first of these
  bool include_stop = false;       // ... or after it
};

// For one thread at a time. Holds back at most the three bytes of an unfinished character.
class DecodeStream {
 public:
  DecodeStream(const Tokenizer& tokenizer, DecodeOptions options);
  DecodeStream(DecodeStream&&) noexcept;
  DecodeStream& operator=(DecodeStream&&) noexcept;
  ~DecodeStream();

  // Appends the text of `ids` as far as whole characters go. Ids after a stop id are ignored,
  // unchecked. Fails with `unknown_token` naming the index (from 0 over all calls) and the id, or
  // as DecodeErrors says, whichever comes first in the text; what is before it has been appended.
  // After a failure only finish() may be called.
  Result<void> write(std::span<const TokenId> ids, std::string& text);

  // Ends the text: an unfinished character is treated as DecodeErrors says. Ready for another text
  // after, whatever it returns.
  Result<void> finish(std::string& text);

  bool stopped() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kimitok

#endif  // KIMITOK_DECODE_STREAM_HPP_
