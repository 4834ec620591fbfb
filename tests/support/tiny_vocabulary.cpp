#include "support/tiny_vocabulary.hpp"

#include <stdexcept>

#include "kimitok/pat_str.hpp"

namespace kimitok::test {
namespace {

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return *std::move(result);
}

}  // namespace

Tokens single_bytes() {
  Tokens tokens;
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    tokens[id_of_byte(c)] = std::string(1, c);
  }
  return tokens;
}

Tokens tiny_tokens() {
  Tokens tokens = single_bytes();
  tokens.insert({{256, "ab"},
                 {257, "bc"},
                 {258, "abc"},
                 {259, "cd"},
                 {260, "abcd"},
                 {261, "aa"},
                 {262, "aaaa"},
                 {263, "  "},
                 {264, "he"},
                 {265, "ll"},
                 {266, "hell"},
                 {267, "hello"},
                 {268, " hello"},
                 {270, "\xE4\xB8"},
                 {271, "\xE4\xB8\xAD"},
                 {275, "xyz"}});
  return tokens;
}

std::vector<SpecialToken> tiny_special_tokens() {
  return {{280, "[BOS]", false, true},
          {281, "<|end|>", false, true},
          {282, "<|end|>x", false, true},
          {283, "<|call|>", false, false},
          {284, "<|reserved_token_284|>", true, false},
          {300, "<|reserved_token_300|>", true, false}};
}

MergeableRanks ranks_of(const Tokens& tokens) {
  std::vector<MergeableRanks::Entry> entries;
  for (const auto& [id, bytes] : tokens) entries.push_back({bytes, id});
  return value_of(MergeableRanks::create(entries));
}

Vocabulary tiny_vocabulary() {
  return value_of(Vocabulary::create(ranks_of(tiny_tokens()),
                                     value_of(SpecialTokens::create(tiny_special_tokens()))));
}

Tokenizer tiny_tokenizer() {
  return value_of(Tokenizer::create({.vocabulary = tiny_vocabulary(),
                                     .pat_str = std::string(published_pat_str("kimi").value())}));
}

}  // namespace kimitok::test
