#include "tokenizer/piece_encoder.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <string>
#include <vector>

#include "support/guarded_text.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;
using Ids = std::vector<TokenId>;

test::Tokens tokens_with_long_ones() {
  test::Tokens tokens = test::tiny_tokens();
  tokens[400] = "(twelve 12!)";
  tokens[401] = "(thirteen 3!)";
  tokens[402] = "(fifteen 15 !!)";
  tokens[403] = "(sixteen  16 !!)";
  tokens[404] = std::string(300, '-');
  return tokens;
}

struct Encoding {
  MergeableRanks ranks = test::ranks_of(tokens_with_long_ones());
  FastTables tables{ranks};
  PieceEncoder encoder{tables};

  Ids operator()(std::string_view text, const std::vector<std::uint32_t>& ends) {
    const std::span<const TokenId> ids = encoder.encode(text, ends);
    return {ids.begin(), ids.end()};
  }
  // Each string is a piece; `behind` is no part of any.
  Ids pieces(const std::vector<std::string>& pieces, const std::string& behind = "") {
    std::string text;
    std::vector<std::uint32_t> ends;
    for (const std::string& piece : pieces) {
      text += piece;
      ends.push_back(static_cast<std::uint32_t>(text.size()));
    }
    return (*this)(text += behind, ends);
  }
};

TEST_CASE("piece encoder: no pieces give no ids") {
  Encoding encoding;
  CHECK(encoding("", {}).empty());
  CHECK(encoding("abc", {}).empty());
}

TEST_CASE("piece encoder: a piece that is a token is that token, of any size") {
  Encoding encoding;
  for (const TokenId id : {256u, 267u, 268u, 275u, 400u, 401u, 402u, 403u, 404u}) {
    const std::string piece(encoding.ranks.bytes_of(id));
    CAPTURE(piece);
    for (const char* behind : {"", "x", " and so on, for longer than a key"}) {
      CHECK(encoding.pieces({piece}, behind) == Ids{id});
      CHECK(encoding.pieces({piece, piece}, behind) == Ids{id, id});
    }
  }
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    CHECK(encoding.pieces({std::string(1, c)}) == Ids{id_of_byte(c)});
  }
}

TEST_CASE("piece encoder: a piece that is no token is merged, the first time and from the cache") {
  Encoding encoding;
  const TokenId a = id_of_byte('a'), d = id_of_byte('d');
  struct Row {
    std::string piece;
    Ids expected;
  };
  const Row rows[] = {
      {"aab", {a, 256}},
      {"bcda", {257, d, a}},
      {"aaaaaaaaaaaaaaa", {262, 262, 262, 261, a}},  // 15 bytes, more ids than are cached
      {"aaaaaaaaaaaaaa", {262, 262, 262, 261}},
      {"aaaaaaaaaaaaaaaa", {262, 262, 262, 262}},
      {"hellohellohello", {267, 267, 267}},
      {"hellohello hello", {267, 267, 268}},
      {"xyza", {id_of_byte('x'), id_of_byte('y'), id_of_byte('z'), a}},
      {std::string("a\0", 2), {a, id_of_byte('\0')}},
      {std::string(1000, 'a'), Ids(250, 262)},
  };
  for (int pass = 0; pass < 3; ++pass) {
    for (const Row& row : rows) {
      CAPTURE(row.piece);
      CHECK(encoding.pieces({row.piece}) == row.expected);
      CHECK(encoding.pieces({row.piece}, "other text of any kind") == row.expected);
    }
  }
}

TEST_CASE("piece encoder: tokens and others come back in order, as many as may be asked for") {
  Encoding encoding;
  std::vector<std::string> pieces;
  Ids expected;
  while (pieces.size() + 4 <= PieceEncoder::kMaxPieces) {
    pieces.insert(pieces.end(), {"aab", "hello", "(sixteen  16 !!)", "xyza"});
    expected.insert(expected.end(), {id_of_byte('a'), 256, 267, 403, id_of_byte('x'),
                                     id_of_byte('y'), id_of_byte('z'), id_of_byte('a')});
  }
  CHECK(pieces.size() == PieceEncoder::kMaxPieces);
  CHECK(encoding.pieces(pieces) == expected);
  CHECK(encoding.pieces(pieces) == expected);
}

// Of a few pieces many times and of more pieces than are remembered at once; in one call, so that
// none is in the cache.
TEST_CASE("piece encoder: pieces that come again before they are merged have the same ids") {
  for (const std::size_t kinds : {1u, 3u, 40u, 700u}) {
    CAPTURE(kinds);
    Encoding encoding;
    std::vector<std::string> pieces;
    Ids expected;
    for (std::size_t i = 0; i < PieceEncoder::kMaxPieces; ++i) {
      std::string piece = "z";
      for (std::size_t n = i * i % kinds; n != 0; n /= 3) piece += "xyz"[n % 3];
      for (const char c : piece + "y") expected.push_back(id_of_byte(c));
      pieces.push_back(piece + "y");
    }
    CHECK(encoding.pieces(pieces) == expected);
  }
}

TEST_CASE("piece encoder: every piece merged to single bytes fits") {
  Encoding encoding;
  std::vector<std::string> pieces(PieceEncoder::kMaxPieces, "zyx");
  const Ids ids = encoding.pieces(pieces);
  REQUIRE(ids.size() == 3 * pieces.size());
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == id_of_byte("zyx"[i % 3]));
  // And the next call, of another size.
  CHECK(encoding.pieces({"zy"}) == Ids{id_of_byte('z'), id_of_byte('y')});
  CHECK(encoding.pieces({std::string(5000, 'z')}) == Ids(5000, id_of_byte('z')));
}

TEST_CASE("piece encoder: nothing is read behind the text") {
  Encoding encoding;
  test::GuardedText guarded(64);
  for (std::size_t size = 1; size <= 40; ++size) {
    const std::string a_run(size, 'a');
    CAPTURE(size);
    const Ids expected = encoding.pieces({a_run}, std::string(64, 'a'));
    CHECK(encoding(guarded.at_back(a_run), {static_cast<std::uint32_t>(size)}) == expected);
    std::vector<std::uint32_t> each(size);
    std::iota(each.begin(), each.end(), 1);
    CHECK(encoding(guarded.at_back(a_run), each) == Ids(size, id_of_byte('a')));
  }
}

}  // namespace
}  // namespace kimitok
