#include <immintrin.h>

#include <cstdint>

#include "merge_round_loop.hpp"
#include "merge_round_tiers.hpp"

namespace kimitok {
namespace {

struct Numbers {
  static unsigned matches(const PairTable::Bucket& bucket, std::uint64_t pair) noexcept {
    const __m256i wanted =
        _mm256_set1_epi64x(static_cast<long long>(pair << PairTable::kOtherBits));
    const auto four = [&](const std::uint64_t* slots) {
      const __m256i loaded = _mm256_load_si256(reinterpret_cast<const __m256i*>(slots));
      const __m256i equal =
          _mm256_cmpeq_epi64(_mm256_slli_epi64(loaded, PairTable::kOtherBits), wanted);
      return static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(equal)));
    };
    return four(bucket.slots) | four(bucket.slots + 4) << 4;
  }

  static std::uint32_t lowest(const std::uint32_t* sixteen) noexcept {
    const auto* const halves = reinterpret_cast<const __m256i*>(sixteen);
    const __m256i eight =
        _mm256_min_epu32(_mm256_load_si256(halves), _mm256_load_si256(halves + 1));
    __m128i four = _mm_min_epu32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
    four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0x4E));
    four = _mm_min_epu32(four, _mm_shuffle_epi32(four, 0xB1));
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(four));
  }
};

}  // namespace

void merge_round_avx2(MergeRuns& runs) noexcept { merge_round_with<Numbers>(runs); }

}  // namespace kimitok
