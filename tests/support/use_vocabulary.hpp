// Asks all tables of a vocabulary for something.
#ifndef KIMITOK_TESTS_SUPPORT_USE_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_USE_VOCABULARY_HPP_

#include <cstdint>
#include <string_view>
#include <vector>

#include "tokenizer/vocabulary_image.hpp"

namespace kimitok::test {

// Whatever the tables hold, this ends and stays within them. Returns what depends on every answer.
inline std::uint64_t use(const VocabularyInImage& vocabulary, std::string_view text) {
  std::uint64_t answers = 0;
  const auto note = [&answers](std::uint64_t answer) { answers = answers * 31 + answer; };
  const MergeableRanks& ranks = vocabulary.ranks;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    note(ranks.find(ranks.bytes_of(id)));
    note(vocabulary.tables->pairs.find(id, ranks.end_id() - id));
  }
  for (unsigned byte = 0; byte < 256; ++byte)
    note(ranks.id_of_byte(static_cast<unsigned char>(byte)));
  std::vector<TokenId> symbols(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const std::size_t count = vocabulary.tables->first.apply(rest, symbols.data());
    for (std::size_t i = 0; i < count; ++i) note(symbols[i]);
    if (rest.size() > TokenTable::kMaxBytes) note(vocabulary.tables->long_tokens.find(rest));
  }
  return answers;
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_USE_VOCABULARY_HPP_
