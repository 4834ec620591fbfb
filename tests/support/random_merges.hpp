// Merge lists that no training would give.
#ifndef KIMITOK_TESTS_SUPPORT_RANDOM_MERGES_HPP_
#define KIMITOK_TESTS_SUPPORT_RANDOM_MERGES_HPP_

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kimitok/tokenizer.hpp"
#include "reference/naive_bpe.hpp"
#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok::test {

// A vocabulary of the single bytes and what merges make of a few letters, and these merges in an
// order that has nothing to do with how tokens are made.
struct RandomMerges {
  Tokens tokens = single_bytes();
  reference::TokenIds ids;
  std::vector<PairMerge> merges;

  // At most `most` merges, of tokens of at most `longest` bytes.
  RandomMerges(Random& random, std::string_view letters, std::size_t most, std::size_t longest) {
    for (const auto& [id, bytes] : tokens) ids[bytes] = id;
    std::vector<TokenId> usable;
    for (const char letter : letters) usable.push_back(id_of_byte(letter));
    std::set<std::pair<TokenId, TokenId>> listed;
    TokenId next = 256;
    for (std::size_t i = random.between(1, most); i > 0; --i) {
      const TokenId left = random.pick(usable), right = random.pick(usable);
      if (tokens[left].size() + tokens[right].size() > longest) continue;
      if (!listed.insert({left, right}).second) continue;
      const std::string joined = tokens[left] + tokens[right];
      const auto [known, fresh] = ids.try_emplace(joined, next);
      if (fresh) {
        tokens[next] = joined;
        usable.push_back(next++);
      }
      merges.push_back({left, right, known->second});
    }
    for (std::size_t i = merges.size(); i > 1; --i)
      std::swap(merges[i - 1], merges[random.below(i)]);
  }
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_RANDOM_MERGES_HPP_
