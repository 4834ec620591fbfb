// verify --random: made-up texts that are hard on tokenizers.
#ifndef KIMITOK_APP_VERIFY_RANDOM_TEXTS_HPP_
#define KIMITOK_APP_VERIFY_RANDOM_TEXTS_HPP_

#include <cstdint>
#include <string>

#include "kimitok/vocabulary.hpp"

namespace kimitok::app {

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere, which the distributions of the
// standard library do not promise.
class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() noexcept;
  // 0 to `end` - 1. Requires: `end` is not 0.
  std::uint64_t below(std::uint64_t end) noexcept { return next() % end; }

 private:
  std::uint64_t state_;
};

// Text `index` of `seed`, which depends on these two and the vocabulary alone: words of the
// vocabulary joined, blanks around ASCII, names that nearly or really are those of special tokens,
// code points of every class, any bytes, or a run about as long as Chunking::kimi cuts it.
// (Kinds after llama.cpp's tests/test-tokenizer-random.py.)
std::string random_text(const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t index);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_RANDOM_TEXTS_HPP_
