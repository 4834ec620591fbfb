#include "tokenizer/token_cells.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

struct Token {
  std::uint32_t at, size;
  TokenId id;
  bool operator==(const Token&) const = default;
};

// The tokens from left to right; fails the test if they are not the same from right to left.
std::vector<Token> tokens_of(const TokenCells& cells) {
  std::vector<Token> tokens;
  for (std::uint32_t at = 0; at < cells.size(); at += tokens.back().size) {
    REQUIRE(cells.begins(at));
    tokens.push_back({at, cells.size_at(at), cells.id(at)});
    for (std::uint32_t inner = at + 1; inner < at + tokens.back().size; ++inner)
      CHECK_FALSE(cells.begins(inner));
  }
  std::uint32_t at = cells.size();
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    at = cells.before(at);
    CHECK(at == token->at);
  }
  return tokens;
}

TEST_CASE("token cells: tokens are spread to where they begin, and gathered again") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const TokenId x = id_of_byte('x'), hello = 267, blank_hello = 268, ab = 256;
  const std::vector<std::vector<TokenId>> rows = {{},
                                                  {x},
                                                  {x, x},
                                                  {ab},
                                                  {ab, x},
                                                  {x, ab},
                                                  {x, hello, x},
                                                  {hello, ab, ab},
                                                  {ab, blank_hello, x, x, hello}};
  for (const std::vector<TokenId>& row : rows) {
    std::vector<Token> expected;
    std::uint32_t size = 0;
    for (const TokenId id : row) {
      expected.push_back({size, static_cast<std::uint32_t>(ranks.bytes_of(id).size()), id});
      size += expected.back().size;
    }
    std::vector<TokenId> cells = row;
    cells.resize(size, kNoToken);
    TokenCells tokens(cells);
    tokens.spread(row.size(), ranks);
    CHECK(tokens_of(tokens) == expected);
    REQUIRE(tokens.gather() == row.size());
    cells.resize(row.size());
    CHECK(cells == row);
  }
}

TEST_CASE("token cells: joined tokens are one, however long the two were") {
  for (std::uint32_t left = 1; left <= 5; ++left) {
    for (std::uint32_t right = 1; right <= 5; ++right) {
      std::vector<TokenId> cells(left + right + 2, 7);
      TokenCells tokens(cells);
      // Bytes join to the left token from the left, to the right one from the right.
      for (std::uint32_t end = 3; end <= 1 + left; ++end) tokens.join(1, end - 1, end, 100 + end);
      const std::uint32_t end = 1 + left + right;
      for (std::uint32_t at = end - 1; at-- > 1 + left;) tokens.join(at, at + 1, end, 200 + at);
      tokens.join(1, 1 + left, end, 300);
      const std::vector<Token> expected = {{0, 1, 7}, {1, left + right, 300}, {end, 1, 7}};
      CHECK(tokens_of(tokens) == expected);
    }
  }
}

}  // namespace
}  // namespace kimitok
