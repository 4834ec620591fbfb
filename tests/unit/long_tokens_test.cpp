#include "tokenizer/long_tokens.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

// Every long token is found, and what differs from one in a byte or in size is what it is.
void check_all(const MergeableRanks& ranks, std::size_t at_least) {
  const LongTokens tokens(ranks);
  std::size_t asked = 0, wrong = 0;
  const auto ask = [&](std::string_view piece) {
    if (piece.size() > TokenTable::kMaxBytes) wrong += tokens.find(piece) != ranks.find(piece);
  };
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    const std::string bytes(ranks.bytes_of(id));
    if (bytes.size() <= TokenTable::kMaxBytes) continue;
    ++asked;
    ask(bytes);
    ask(bytes + "x");
    ask(bytes + '\0');
    ask("x" + bytes);
    ask(bytes.substr(1));
    ask(bytes.substr(0, bytes.size() - 1));
    for (const std::size_t at : {std::size_t{0}, std::size_t{11}, bytes.size() - 1}) {
      std::string other = bytes;
      other[at] = static_cast<char>(other[at] ^ 1);
      ask(other);
    }
  }
  CHECK(wrong == 0);
  CHECK(asked >= at_least);
}

TEST_CASE("long tokens: every token of more than twelve bytes, and nothing else") {
  test::Tokens tokens = test::single_bytes();
  const std::string text =
      "what is here, and what begins or ends anywhere in it, may be a token too";
  TokenId id = 256;
  for (std::size_t begin = 0; begin < 20; begin += 3) {
    for (std::size_t size = 8; size < 40; size += 3) tokens[id++] = text.substr(begin, size);
  }
  check_all(test::ranks_of(tokens), 50);
}

TEST_CASE("long tokens: tokens that begin alike and differ in size or end") {
  test::Tokens tokens = test::single_bytes();
  TokenId id = 256;
  for (std::size_t size = 10; size <= 600; ++size) tokens[id++] = std::string(size, 'a');
  for (char last = 'b'; last <= 'z'; ++last) tokens[id++] = std::string(40, 'a') + last;
  check_all(test::ranks_of(tokens), 600);
}

TEST_CASE("long tokens: more tokens than the filter has room for") {
  test::Random random(65);
  test::Tokens tokens = test::single_bytes();
  for (TokenId id = 256; id < 20'000; ++id) {
    std::string token = "t" + std::to_string(id) + ":";
    while (token.size() < 13 || !random.one_in(8)) token += random.byte();
    tokens[id] = token;
  }
  check_all(test::ranks_of(tokens), 19'000);
}

TEST_CASE("long tokens: a vocabulary without any") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const LongTokens tokens(ranks);
  CHECK(tokens.find("hellohellohello") == kNoToken);
  CHECK(tokens.find(std::string(1 << 20, 'a')) == kNoToken);
}

}  // namespace
}  // namespace kimitok
