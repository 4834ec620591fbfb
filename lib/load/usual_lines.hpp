// Reads vocabulary files quickly that are as published ones are.
#ifndef KIMITOK_LOAD_USUAL_LINES_HPP_
#define KIMITOK_LOAD_USUAL_LINES_HPP_

#include <optional>
#include <string_view>

#include "kimitok/mergeable_ranks.hpp"

namespace kimitok {

// The tokens of a file whose line `i`, counted from 0, is a token in canonical base64, a blank, the
// number i in decimal and LF. Nothing if any line is otherwise, be it well-formed or not. Requires:
// less than 4 GiB.
std::optional<MergeableRanks::Dense> read_usual_lines(std::string_view bytes);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_USUAL_LINES_HPP_
