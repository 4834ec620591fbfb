// Cuts a text into parts that are tokenized on their own, as the reference wrapper does.
//
// Source: tokenization_kimi.TikTokenTokenizer.encode and ._split_whitespaces_or_nonwhitespaces. The
// text is cut every 400,000 code points. Inside each such slice a run is a stretch of code points
// that agree on Python's str.isspace(); where one would exceed 25,000 a cut falls before that code
// point and a new run begins. With Chunking::transformers each name in added_tokens_decoder is a
// part of its own, and counting starts again after it (PreTrainedTokenizer.tokenize).
#ifndef KIMITOK_TOKENIZER_CHUNKER_HPP_
#define KIMITOK_TOKENIZER_CHUNKER_HPP_

#include <cstddef>
#include <string_view>
#include <vector>

#include "kimitok/tokenizer.hpp"
#include "python_space.hpp"
#include "special_matcher.hpp"
#include "validity.hpp"

namespace kimitok {

// Bytes [begin, end) of the buffer: text to tokenize, or the name of a special token.
struct Part {
  std::size_t begin, end;
  const SpecialToken* special = nullptr;
};

// In code points. The wrapper's are the ones that are there by themselves.
struct ChunkLimits {
  std::size_t slice = 400'000;
  std::size_t run = 25'000;
};

// Works on a buffer that the caller lets grow at its end and shrink at its front.
class Chunker {
 public:
  // `names` are those that transformers splits on; for the other two it is ignored. Must outlive
  // this. `validity` is that of every buffer.
  Chunker(Chunking chunking, const SpecialMatcher& names, Validity validity = Validity::unknown,
          ChunkLimits limits = {}, CpuTier tier = cpu_tier()) noexcept;

  // Appends the parts that end within `buffer`; `final`: no more text follows, so all of it.
  // The buffer's bytes up to the last call's size are taken to be the same as then. It ends between
  // characters; a byte that is not part of a well-formed character counts as one that is not a
  // space.
  void cut(std::string_view buffer, bool final, std::vector<Part>& parts);

  // Where the first part not yet appended begins: what is before may be dropped.
  std::size_t open() const noexcept { return open_; }

  // The caller has dropped the first open() bytes.
  void dropped() noexcept;

  void reset();

 private:
  void advance(std::string_view buffer, std::size_t limit, std::vector<Part>& parts);
  std::size_t uncut(std::string_view buffer, std::size_t limit) const noexcept;
  void count_uncut(std::string_view text) noexcept;
  void count_one(std::string_view buffer, std::vector<Part>& parts);
  void count(std::size_t at, bool space, std::vector<Part>& parts);
  void close(std::size_t end, std::vector<Part>& parts);

  Chunking chunking_;
  const SpecialMatcher& names_;
  Validity validity_;
  ChunkLimits limits_;
  FindLastRun find_last_run_;
  std::size_t open_ = 0;      // where the unfinished part begins
  std::size_t scanned_ = 0;   // how far characters have been counted
  std::size_t searched_ = 0;  // no name begins before this
  std::size_t slice_ = 0;     // characters in the slice
  std::size_t run_ = 0;       // characters in the run
  bool run_is_space_ = false;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_CHUNKER_HPP_
