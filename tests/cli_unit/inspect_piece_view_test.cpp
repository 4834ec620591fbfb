#include "inspect/piece_view.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

using test::id_of_byte;

TEST_CASE("piece view: blanks, controls and bytes that are no characters can be seen") {
  struct Row {
    std::string_view bytes, expected;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"a b", "a·b"},
      {"\t", "→"},
      {"a\n", "a↵\n"},
      {"\r\n", "\\r↵\n"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\xf0\x9f", "⟨f0 9f⟩"},
      {"a\xff\xfe\xf0z", "a⟨ff fe f0⟩z"},
      {"漢\x80", "漢⟨80⟩"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected);
    CHECK(visible(row.bytes) == row.expected);
  }
}

TEST_CASE("piece view: without color a bar stands between tokens") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  struct Row {
    std::vector<TokenId> ids;
    std::string expected;
  };
  const TokenId ad = id_of_byte('\xAD'), line = id_of_byte('\n'), a = id_of_byte('a');
  const std::vector<Row> rows = {
      {{}, "\n"},
      {{267}, "hello\n"},
      {{267, 268, 281}, "hello│·hello│<|end|>\n"},
      {{a, line, a}, "a│↵\n│a\n"},
      {{a, line}, "a│↵\n"},
      {{271}, "中\n"},
      {{a, 270, ad, a}, "a│中⟨270+" + std::to_string(ad) + "⟩│a\n"},
      {{270, a}, "⟨e4 b8⟩│a\n"},
      {{270, 270, ad}, "⟨e4 b8⟩│中⟨270+" + std::to_string(ad) + "⟩\n"},
      {{270, 281}, "⟨e4 b8⟩│<|end|>\n"},
      {{ad, ad}, "⟨ad⟩│⟨ad⟩\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected);
    CHECK(piece_view(row.ids, vocabulary, false) == row.expected);
  }
}

TEST_CASE("piece view: neighbours never have the same of seven backgrounds") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  const std::vector<TokenId> ids(20, 267);
  const std::string view = piece_view(ids, vocabulary, true);
  const std::regex background("48;5;([0-9]+)m");
  std::vector<std::string> seen;
  for (std::sregex_iterator it(view.begin(), view.end(), background), end; it != end; ++it) {
    seen.push_back((*it)[1]);
  }
  REQUIRE(seen.size() == ids.size());
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i] != seen[i - 1]);
  CHECK(std::vector<std::string>(seen.begin(), seen.begin() + 7) ==
        std::vector<std::string>(seen.begin() + 7, seen.begin() + 14));
  CHECK(view.ends_with("\x1b[0m\n"));
  CHECK(view.find("│") == std::string::npos);
}

TEST_CASE("piece view: a background ends before a line does") {
  const std::string view =
      piece_view(std::vector<TokenId>{id_of_byte('\n')}, test::tiny_vocabulary(), true);
  CHECK(view.find("↵\x1b[0m\n") != std::string::npos);
}

}  // namespace
}  // namespace kimitok::app
