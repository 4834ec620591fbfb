// Where Kimi's split pattern starts pieces, computed for up to 64 characters at once.
//
// A block is a stretch of text that begins where a piece begins. Each class of the pattern is a
// mask: bit i says whether character i of the block is in it. Shifts then say what stands before or
// after a character, and all starts come out of some fifty operations without a branch on any
// single character. What needs more of the text to be decided is left to the next block, which
// begins at the last decided start; what masks cannot say (marks outside of a word, capitals behind
// letters that have no case, Han characters in runs of numbers or punctuation) ends the decided
// part too, and the scanner that goes character by character takes that piece.
#ifndef KIMITOK_PRETOKENIZER_KIMI_MASKS_HPP_
#define KIMITOK_PRETOKENIZER_KIMI_MASKS_HPP_

#include <cstdint>

namespace kimitok {

// The bits of unicode/kimi_classes.hpp, and two characters; zero from `size` on.
struct KimiMasks {
  std::uint64_t han, upper, lower, number, space, newline, punctuation;
  std::uint64_t blank, apostrophe;
  unsigned size;  // characters, 1 to 64
};

namespace masks {

using Mask = std::uint64_t;

inline constexpr Mask bit(unsigned i) { return Mask{1} << i; }
inline constexpr Mask below(unsigned i) { return i >= 64 ? ~Mask{0} : bit(i) - 1; }
inline unsigned lowest(Mask mask) { return static_cast<unsigned>(__builtin_ctzll(mask)); }
inline unsigned highest(Mask mask) { return 63 - static_cast<unsigned>(__builtin_clzll(mask)); }

// The runs of `all` that begin at the bits of `begins`, which must each be the first of a run.
inline Mask runs_from(Mask begins, Mask all) { return all & ~(all + begins); }

// Every third number of a run starts a piece.
inline Mask number_starts(Mask number) {
  Mask starts = number & ~(number << 1);
  Mask long_runs = starts & (number >> 1) & (number >> 2) & (number >> 3);
  while (long_runs != 0) {
    const Mask next = long_runs << 3;
    starts |= next;
    long_runs = next & (number >> 1) & (number >> 2) & (number >> 3);
  }
  return starts;
}

// Space behind the last newline of a run of white space is a piece of its own.
inline Mask space_behind_newline(Mask space, Mask newline) {
  Mask tails = space & (newline << 1);
  const Mask behind = (space + tails) & ~space;
  if ((behind & newline) == 0) return tails;
  Mask starts = 0;
  for (; tails != 0; tails &= tails - 1) {
    const Mask tail = tails & -tails;
    if (((space + tail) & ~space & newline) == 0) starts |= tail;
  }
  return starts;
}

}  // namespace masks

// The starts of pieces in the block except the one at 0, each a bit at a character; none if not
// even the end of the first piece is decided. `contraction(i)` says how many characters from the
// apostrophe at character i on are one of 's 't 're 've 'm 'll 'd; it is asked only where two more
// characters are in the block.
template <typename Contraction>
inline std::uint64_t kimi_piece_starts(const KimiMasks& m, Contraction contraction) {
  using namespace masks;
  const Mask letter = m.upper | m.lower;
  const Mask both = m.upper & m.lower;
  const Mask mark = both & m.punctuation;
  const Mask capital = m.upper & ~m.lower;
  const Mask small = m.lower & ~m.upper;
  const Mask number = m.number & ~m.han;
  const Mask punctuation = m.punctuation & ~mark & ~m.han;
  const Mask space = m.space & ~m.newline;

  unsigned decided = m.size - 1;  // starts up to this character are certain
  const Mask undecidable = (mark & ~(letter << 1)) | (capital & (both << 1)) |
                           (m.han & m.number & (number << 1)) |
                           (m.han & m.punctuation & ((punctuation | m.blank) << 1));
  if (undecidable != 0) {
    const unsigned at = lowest(undecidable);
    if (at < 2) return 0;
    decided = at - 1;
  }

  const Mask absorbed = runs_from(m.newline & (punctuation << 1), m.newline);
  const Mask white = m.space & ~absorbed;
  const Mask newline = m.newline & ~absorbed;
  const Mask punctuation_start = punctuation & ~((punctuation | m.blank) << 1);
  const Mask prefix = (space | punctuation_start) << 1;

  Mask starts = (letter & ~(letter << 1) & ~prefix) | (capital & (small << 1));
  starts |= m.han & ~(m.han << 1);
  starts |= number_starts(number);
  starts |= punctuation_start;
  starts |= white & ~(white << 1);
  starts |= white & ~(white >> 1) & space;  // \s+(?!\S) gives its last back
  if (newline != 0) starts |= space_behind_newline(space, newline);

  if ((white & bit(m.size - 1)) != 0) {
    const Mask other = ~white & below(m.size);
    if (other == 0) return 0;
    const unsigned run = highest(other) + 1;
    if (run < decided) decided = run;
  }

  Mask behind_suffix = 0;
  for (Mask rest = m.apostrophe & (letter << 1); rest != 0; rest &= rest - 1) {
    const unsigned i = lowest(rest);
    if (i > decided) break;
    if (i + 2 >= m.size) {
      decided = i - 1;
      break;
    }
    if ((behind_suffix & bit(i)) != 0) continue;
    const unsigned length = contraction(i);
    if (length == 0) continue;
    const unsigned next = i + length;
    starts &= ~(below(next) & ~below(i));
    if (next >= 64) break;
    starts |= bit(next);
    behind_suffix |= bit(next);
    // What follows the suffix begins a piece, whatever it seemed to continue.
    if ((((mark | capital) & bit(next)) != 0) && next < decided) decided = next;
  }
  return starts & below(decided + 1) & ~Mask{1};
}

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_KIMI_MASKS_HPP_
