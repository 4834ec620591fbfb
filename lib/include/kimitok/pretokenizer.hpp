// Splits a segment of text into pieces, the units that merging never crosses (Hugging Face:
// pretokens).
#ifndef KIMITOK_PRETOKENIZER_HPP_
#define KIMITOK_PRETOKENIZER_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// What to do with text that no match of the pattern covers. tiktoken drops it without a word, which
// loses text, so `reject` makes it an error; Hugging Face's Split("Isolated") keeps it as a piece.
enum class Uncovered { reject, keep };

// Immutable after create(): const members may be called from any thread, each with its own Scratch.
class Pretokenizer {
 public:
  // `automatic` runs Kimi's own pattern on the hand-written scanner and any other on PCRE2; `pcre2`
  // runs any pattern on PCRE2. Both give the same pieces.
  enum class Engine { automatic, pcre2 };

  // What one thread needs while it splits. Made for one Pretokenizer, reusable for any number of
  // segments.
  class Scratch {
   public:
    explicit Scratch(const Pretokenizer& pretokenizer);
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;
    ~Scratch();

   private:
    friend class Pretokenizer;
    struct State;
    std::unique_ptr<State> state_;
  };

  // Compiles `pat_str`, in the syntax of Rust's regex and fancy-regex crates as far as published
  // split patterns use it. Classes mean Unicode 16.0, \p{Han} the Script property. Fails with
  // `model_unsupported`, naming the construct and its offset, on anything that would not be
  // reproduced exactly, on a pattern that can match the empty string, and on one PCRE2 rejects.
  static Result<Pretokenizer> create(std::string_view pat_str,
                                     Uncovered uncovered = Uncovered::reject,
                                     Engine engine = Engine::automatic);

  Pretokenizer(Pretokenizer&&) noexcept;
  Pretokenizer& operator=(Pretokenizer&&) noexcept;
  ~Pretokenizer();

  // Writes to `ends` the end offsets of the pieces that start at `from`, which must be 0 or an end
  // reported for the same segment; at most ends.size() of them. Returns how many: 0 only if `from`
  // is the segment's end. Lookahead sees the segment's end as the end of text. Linear time and
  // constant stack for the published patterns, however long a piece is. Fails with
  // `model_unsupported` where text is not covered (see Uncovered) or PCRE2 gives up. Requires:
  // `segment` is valid UTF-8 and `ends` is not empty.
  Result<std::size_t> split(std::string_view segment, std::size_t from, std::span<std::size_t> ends,
                            Scratch& scratch) const;

  // The same, faster, with offsets from `from` in 32 bits. Fails with `model_unsupported` too where
  // one would not fit. Requires besides: `ends` has room for more than 64.
  Result<std::size_t> split(std::string_view segment, std::size_t from,
                            std::span<std::uint32_t> ends, Scratch& scratch) const;

  const std::string& pat_str() const noexcept;

 private:
  struct Pattern;
  explicit Pretokenizer(std::unique_ptr<Pattern> pattern);
  std::unique_ptr<Pattern> pattern_;
};

}  // namespace kimitok

#endif  // KIMITOK_PRETOKENIZER_HPP_
