// Which of a record's tokens are written: --max-tokens with --side, and --chunk with --overlap.
#ifndef KIMITOK_APP_ENCODE_TOKEN_LIMIT_HPP_
#define KIMITOK_APP_ENCODE_TOKEN_LIMIT_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/vocabulary.hpp"

namespace kimitok::app {

// A run of a record's tokens, as indexes into them.
struct TokenRange {
  std::size_t begin, end;
};

// The first or last `limit` of `ids`, or fewer if with Boundary::character the cut would fall
// inside a character.
TokenRange limited(std::span<const TokenId> ids, std::uint64_t limit, cli::Side side,
                   cli::Boundary boundary, const Vocabulary& vocabulary);

// Runs of at most `size` tokens that cover `ids`, each beginning `overlap` tokens before the last
// one's end; with Boundary::character none begins or ends inside a character, as far as `size`
// leaves a choice. One empty run for no tokens at all. Requires: overlap < size.
std::vector<TokenRange> chunked(std::span<const TokenId> ids, std::uint64_t size,
                                std::uint64_t overlap, cli::Boundary boundary,
                                const Vocabulary& vocabulary);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_TOKEN_LIMIT_HPP_
