// The first difference between what was expected and what came.
#ifndef KIMITOK_APP_VERIFY_DIFFERENCE_HPP_
#define KIMITOK_APP_VERIFY_DIFFERENCE_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/vocabulary.hpp"

namespace kimitok::app {

struct ShownToken {
  std::optional<TokenId> id;  // none: a piece
  std::string bytes;          // empty if the vocabulary does not have the id
};

// A stretch of a list of tokens or pieces.
struct ShownWindow {
  std::uint64_t begin = 0;  // index of tokens[0]
  std::uint64_t total = 0;  // how many there are in all
  std::vector<ShownToken> tokens;
};

struct Difference {
  std::string sentence;  // "token 3 differs"
  // The index of the first differing token or piece, and where in the text it begins. None if
  // only digests can be compared, or something else than tokens differs.
  std::optional<std::uint64_t> index;
  std::optional<std::uint64_t> byte;
  ShownWindow expected, actual;  // up to five tokens to each side of `index`

  // "token 3 differs, at byte 5 of the text"
  std::string message() const;
};

// These return nothing if there is none.
std::optional<Difference> difference_of_ids(const Vocabulary& vocabulary,
                                            const std::vector<TokenId>& expected,
                                            const std::vector<TokenId>& actual);
std::optional<Difference> difference_of_pieces(const std::vector<std::string>& expected,
                                               const std::vector<std::string>& actual);
// `sentence` says what it means that two texts differ.
std::optional<Difference> difference_of_texts(std::string_view expected, std::string_view actual,
                                              std::string sentence);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_DIFFERENCE_HPP_
