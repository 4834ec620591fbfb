#include "support/hostile_vocabulary.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace kimitok::test {

HostileVocabulary::HostileVocabulary(Random& random) {
  static const std::vector<std::string> kAll = {
      "a",      "b",       "c",      " ",      "'",          std::string(1, '\0'),
      "\u0430", "\u0431",  "\u0440", "\u00E9", "\u4E2D",     "\u4E2E",
      "\u6587", "\u30AB",  "\u30AC", "\u3042", "\U0001F600", "\xFF",
      "\xD0",   "\xE3\x82"};
  for (std::size_t i = random.between(1, 6); i > 0; --i) atoms_.push_back(random.pick(kAll));
  std::set<std::string> longer;
  const std::size_t wanted = random.between(1, 150);
  const std::size_t longest = random.between(2, random.one_in(4) ? 40 : 8);
  for (std::size_t attempt = 0; attempt < 6 * wanted && longer.size() < wanted; ++attempt) {
    const std::string from = text(random, longest + 4);
    const std::size_t size = std::min(from.size(), random.between(2, longest));
    longer.insert(from.substr(random.below(from.size() - size + 1), size));
  }
  std::erase_if(longer, [](const std::string& token) { return token.size() < 2; });
  std::vector<std::string> all(longer.begin(), longer.end());
  for (unsigned byte = 0; byte < 256; ++byte) all.emplace_back(1, static_cast<char>(byte));
  std::vector<TokenId> numbers(all.size() + random.below(200));
  // Ids that differ by less than first merges can tell apart, and by more.
  const TokenId step = random.one_in(2) ? 1 : 37;
  std::iota(numbers.begin(), numbers.end(), 0);
  for (std::size_t i = numbers.size(); i > 1; --i)
    std::swap(numbers[i - 1], numbers[random.below(i)]);
  for (std::size_t i = 0; i < all.size(); ++i) tokens_[numbers[i] * step] = all[i];
}

std::string HostileVocabulary::text(Random& random, std::size_t size) const {
  std::string text;
  while (text.size() < size) {
    const std::string& atom = random.pick(atoms_);
    for (std::size_t times = random.one_in(12) ? random.between(2, 30) : 1; times > 0; --times)
      text += atom;
  }
  return text;
}

}  // namespace kimitok::test
