// What MergeableRanks holds: the tokens' bytes, and where each is found by its bytes.
#ifndef KIMITOK_TOKENIZER_RANKS_TABLES_HPP_
#define KIMITOK_TOKENIZER_RANKS_TABLES_HPP_

#include <cstdint>

#include "base/shared_array.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "long_tokens.hpp"
#include "token_table.hpp"

namespace kimitok {

struct MergeableRanks::Tables {
  SharedArray<char> arena;             // all tokens' bytes, by id
  SharedArray<std::uint32_t> offsets;  // token `id` is arena[offsets[id], offsets[id + 1])
  SharedArray<TokenId> byte_ids;       // 256
  TokenTable tokens;
  LongTokens long_tokens;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_RANKS_TABLES_HPP_
