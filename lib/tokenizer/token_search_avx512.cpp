#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include "token_search.hpp"
#include "token_search_tiers.hpp"

namespace kimitok {
namespace {

using Table = TokenTable;

// Those of the tokens that are kNoToken, sixteen looked at in one step.
std::size_t list_misses(const TokenId* tokens, std::size_t count, std::uint32_t* misses) noexcept {
  const __m512i none = _mm512_set1_epi32(static_cast<int>(kNoToken));
  __m512i places = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  std::size_t missing = 0;
  for (std::size_t i = 0; i < count; i += 16) {
    const std::size_t left = count - i;
    const auto there = static_cast<__mmask16>(left < 16 ? (1u << left) - 1 : 0xFFFF);
    const __mmask16 found =
        _mm512_mask_cmpeq_epi32_mask(there, _mm512_loadu_si512(tokens + i), none);
    _mm512_storeu_si512(misses + missing, _mm512_maskz_compress_epi32(found, places));
    missing += static_cast<unsigned>(__builtin_popcount(found));
    places = _mm512_add_epi32(places, _mm512_set1_epi32(16));
  }
  return missing;
}

}  // namespace

// A bucket is compared in one step, and whether the token is there decides no branch: about one
// piece in ten is none, which no processor could foresee.
std::size_t find_tokens_avx512(const TokenTable& table, const PieceKey* keys,
                               const std::uint64_t* hashes, std::size_t count, TokenId* tokens,
                               std::uint32_t* misses) noexcept {
  const __m512i compared =
      _mm512_broadcast_i32x4(_mm_set_epi32(static_cast<int>(Table::kSize), -1, -1, -1));
  for (std::size_t i = 0; i < count; ++i) {
    const Table::Bucket& bucket = table.first_bucket(hashes[i]);
    const __m512i wanted =
        _mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(&keys[i])));
    const __m512i slots = _mm512_and_si512(_mm512_load_si512(bucket.slots), compared);
    unsigned halves = _mm512_cmpeq_epi64_mask(slots, wanted);
    halves &= halves >> 1 & 0x55;
    const TokenId none = halves == 0 ? kNoToken : 0;
    const auto slot = static_cast<unsigned>(__builtin_ctz(halves | 0x40)) / 2;
    tokens[i] = (bucket.slots[slot].meta & Table::kId) | none;
    if ((none & bucket.slots[Table::spill(hashes[i])].meta & Table::kSpilled) != 0) [[unlikely]]
      tokens[i] = table.find_second(keys[i], hashes[i]);
  }
  return list_misses(tokens, count, misses);
}

}  // namespace kimitok
