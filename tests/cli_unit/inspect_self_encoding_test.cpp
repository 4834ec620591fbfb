#include "inspect/self_encoding.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

TEST_CASE("self encoding: it fails for tokens the pattern or the merges take apart") {
  test::Tokens tokens = test::tiny_tokens();
  tokens[272] = "a b";  // two pieces
  tokens[273] = "12345";
  tokens[274] = "\xB8\xAD";  // no text
  auto vocabulary = Vocabulary::create(test::ranks_of(tokens),
                                       *SpecialTokens::create(test::tiny_special_tokens()));
  REQUIRE(vocabulary);
  TokenizerParts parts{*std::move(vocabulary),
                       std::string(test::tiny_tokenizer().pretokenizer().pat_str())};

  SUBCASE("tiktoken's rule: a piece that is a token is that token") {
    auto tokenizer = Tokenizer::create(std::move(parts));
    REQUIRE(tokenizer);
    SelfEncoding self_encoding(*tokenizer);
    std::vector<TokenId> failing;
    for (TokenId id = 0; id < tokenizer->vocabulary().end_id(); ++id) {
      if (tokenizer->vocabulary().bytes_of(id) && self_encoding.fails_for(id))
        failing.push_back(id);
    }
    CHECK(failing == std::vector<TokenId>{272, 273});
  }
  SUBCASE("merges alone do not lead to xyz") {
    parts.whole_piece_first = false;
    auto tokenizer = Tokenizer::create(std::move(parts));
    REQUIRE(tokenizer);
    SelfEncoding self_encoding(*tokenizer);
    CHECK(self_encoding.fails_for(275));
    CHECK_FALSE(self_encoding.fails_for(267));
  }
}

}  // namespace
}  // namespace kimitok::app
