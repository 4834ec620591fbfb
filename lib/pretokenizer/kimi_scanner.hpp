// Kimi's split pattern, by hand.
#ifndef KIMITOK_PRETOKENIZER_KIMI_SCANNER_HPP_
#define KIMITOK_PRETOKENIZER_KIMI_SCANNER_HPP_

#include <cstddef>
#include <string_view>

namespace kimitok {

// The end of the piece of `segment` that starts at `from`: where the match of
// published_pat_str("kimi") at `from` ends, with `segment`'s end as the end of text. There always
// is one, and it is above `from`. Splitting a whole segment piece by piece takes linear time and no
// memory. Requires: `segment` is valid UTF-8, and `from` is a code point's offset below its size.
std::size_t kimi_piece_end(std::string_view segment, std::size_t from) noexcept;

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_KIMI_SCANNER_HPP_
