// Moves chosen bits of a word together, and back, where no instruction does (PEXT and PDEP of
// BMI2).
#ifndef KIMITOK_PRETOKENIZER_BIT_COMPACTION_HPP_
#define KIMITOK_PRETOKENIZER_BIT_COMPACTION_HPP_

#include <cstdint>

namespace kimitok {

// For one choice of bits and many words. In six steps bits move by 1, 2, 4 ... 32 places, each by
// the places that are dropped below it (Warren, Hacker's Delight, 2nd edition, sections 7-4, 7-5).
class BitCompaction {
 public:
  explicit constexpr BitCompaction(std::uint64_t keep) : keep_(keep), moved_() {
    std::uint64_t dropped = ~keep << 1;
    for (unsigned step = 0; step < kSteps; ++step) {
      std::uint64_t odd = dropped;  // places with an odd number of dropped ones below them
      for (unsigned by = 1; by < 64; by *= 2) odd ^= odd << by;
      moved_[step] = odd & keep;
      keep = (keep ^ moved_[step]) | moved_[step] >> (1u << step);
      dropped &= ~odd;
    }
  }

  // The bits of `word` that were chosen, the lowest at 0, the next at 1 and so on.
  std::uint64_t gather(std::uint64_t word) const {
    word &= keep_;
    for (unsigned step = 0; step < kSteps; ++step) {
      const std::uint64_t moving = word & moved_[step];
      word = (word ^ moving) | moving >> (1u << step);
    }
    return word;
  }

  // The word without other bits than those chosen that gather() makes `word`, as far as there are
  // places for it.
  std::uint64_t scatter(std::uint64_t word) const {
    for (unsigned step = kSteps; step-- > 0;) {
      const std::uint64_t moving = word << (1u << step);
      word = (word & ~moved_[step]) | (moving & moved_[step]);
    }
    return word & keep_;
  }

 private:
  static constexpr unsigned kSteps = 6;

  std::uint64_t keep_;
  std::uint64_t moved_[kSteps];  // what moves in each step
};

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_BIT_COMPACTION_HPP_
