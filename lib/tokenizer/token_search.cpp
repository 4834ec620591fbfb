#include "token_search.hpp"

#include "token_search_tiers.hpp"

namespace kimitok {
namespace {

std::size_t find_one_by_one(const TokenTable& table, const PieceKey* keys,
                            const std::uint64_t* hashes, std::size_t count, TokenId* tokens,
                            std::uint32_t* misses) noexcept {
  std::size_t missing = 0;
  for (std::size_t i = 0; i < count; ++i) {
    tokens[i] = table.find(keys[i], hashes[i]);
    misses[missing] = static_cast<std::uint32_t>(i);
    missing += tokens[i] == kNoToken ? 1 : 0;
  }
  return missing;
}

}  // namespace

FindTokens find_tokens(CpuTier tier) noexcept {
#ifdef __x86_64__
  if (tier == CpuTier::avx512) return find_tokens_avx512;
#else
  static_cast<void>(tier);
#endif
  return find_one_by_one;
}

}  // namespace kimitok
