// How a text came to its ids: the pieces it was split into before merging.
#ifndef KIMITOK_APP_INSPECT_TEXT_PIECES_HPP_
#define KIMITOK_APP_INSPECT_TEXT_PIECES_HPP_

#include <cstddef>
#include <span>
#include <vector>

#include "kimitok/tokenizer.hpp"

namespace kimitok::app {

struct TextPiece {
  enum class Kind {
    pattern,  // a match of the pattern: merging never crosses its ends
    special,  // the name of a special token
    byte,     // a byte that is not part of a character
  };
  Kind kind;
  std::size_t begin, end;              // bytes of the decoded ids
  std::size_t first_token, end_token;  // indices of the ids
};

// The pieces of the text that `ids` decode to, in order, covering it. Fails with
// `model_unsupported` if the pattern leaves text uncovered. Requires: `ids` is what
// tokenizer.encode() gave with these options.
Result<std::vector<TextPiece>> pieces_of(const Tokenizer& tokenizer, const EncodeOptions& options,
                                         std::span<const TokenId> ids);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_TEXT_PIECES_HPP_
