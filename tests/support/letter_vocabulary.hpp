// Vocabularies over single letters that no training would give.
#ifndef KIMITOK_TESTS_SUPPORT_LETTER_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_LETTER_VOCABULARY_HPP_

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reference/naive_bpe.hpp"
#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok::test {

// A vocabulary over a few letters, ids drawn without regard to length or to what a token is made
// of: tokens that no merge reaches, pairs that rank below their parts.
class LetterVocabulary {
 public:
  std::string letters;
  Tokens tokens;
  reference::TokenIds ids;

  explicit LetterVocabulary(Random& random) {
    letters = std::string("ab\x00\xFFwxyz", 8).substr(0, random.between(1, 8));
    std::set<std::string> longer;
    const std::size_t wanted = random.between(1, 120);
    const std::size_t longest = random.between(2, random.one_in(4) ? 40 : 6);
    for (std::size_t attempt = 0; attempt < 4 * wanted && longer.size() < wanted; ++attempt) {
      longer.insert(text(random, random.between(2, longest)));
    }
    std::vector<std::string> all(longer.begin(), longer.end());
    for (unsigned byte = 0; byte < 256; ++byte) all.emplace_back(1, static_cast<char>(byte));
    std::vector<TokenId> numbers(all.size() + random.below(200));
    std::iota(numbers.begin(), numbers.end(), 0);
    for (std::size_t i = numbers.size(); i > 1; --i) {
      std::swap(numbers[i - 1], numbers[random.below(i)]);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      tokens[numbers[i]] = all[i];
      ids[all[i]] = numbers[i];
    }
  }

  std::string text(Random& random, std::size_t size) const {
    std::string piece;
    while (piece.size() < size) {
      if (random.one_in(20)) {
        piece.append(std::min(size - piece.size(), random.between(2, 40)), random.pick(letters_()));
      } else {
        piece += random.pick(letters_());
      }
    }
    return piece;
  }

 private:
  std::vector<char> letters_() const { return {letters.begin(), letters.end()}; }
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_LETTER_VOCABULARY_HPP_
