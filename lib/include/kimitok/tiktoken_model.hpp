// Reads tiktoken's vocabulary files ("tiktoken.model", "cl100k_base.tiktoken").
//
//   file  = *line
//   line  = base64 " " rank (LF | CR LF)       the last line's end may be missing
//   rank  = decimal without sign or leading zeros
#ifndef KIMITOK_TIKTOKEN_MODEL_HPP_
#define KIMITOK_TIKTOKEN_MODEL_HPP_

#include <cstddef>
#include <string_view>

#include "kimitok/error.hpp"
#include "kimitok/mergeable_ranks.hpp"

namespace kimitok {

enum class RankGaps { allow, refuse };

inline constexpr std::size_t kMaxTiktokenModelBytes = 64u << 20;

// Fails with `model_malformed` and the line on: a larger file, an empty file, an empty or malformed
// line, base64 that is not canonical, an empty token, a rank out of range, a rank or token that
// comes twice, a missing single byte, and, where gaps are refused, ranks that are not 0 .. n-1.
// Source: tiktoken.load.load_tiktoken_bpe, which accepts more; every file it reads correctly
// passes.
Result<MergeableRanks> parse_tiktoken_model(std::string_view bytes, RankGaps gaps);

}  // namespace kimitok

#endif  // KIMITOK_TIKTOKEN_MODEL_HPP_
