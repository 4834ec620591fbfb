// A text with the borders of its tokens made visible.
#ifndef KIMITOK_APP_INSPECT_PIECE_VIEW_HPP_
#define KIMITOK_APP_INSPECT_PIECE_VIEW_HPP_

#include <span>
#include <string>
#include <string_view>

#include "kimitok/vocabulary.hpp"

namespace kimitok::app {

// Blanks as `·` and `→`, a line feed as `↵` and a new line; other control characters as escaped();
// bytes that are not part of a character as ⟨f0 9f⟩.
std::string visible(std::string_view bytes);

// The tokens one after another, with `│` between them or each on its own background color, never
// the same as its neighbour's. Tokens that share a character are shown as one, followed by their
// ids: `🌍⟨5885+44755⟩`. Ends with a line feed. Requires: the vocabulary has the ids.
std::string piece_view(std::span<const TokenId> ids, const Vocabulary& vocabulary, bool colour);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_PIECE_VIEW_HPP_
