#include "load/rank_text.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kimitok {
namespace {

TEST_CASE("rank text: it is the next rank's digits and LF, rank after rank") {
  RankText rank;
  std::size_t wrong = 0;
  for (TokenId value = 0; value < RankText::kEnd; ++value) {
    const std::string text = std::to_string(value) + "\n";
    wrong += !rank.fits() || rank.size() != text.size() || !rank.begins(text);
    wrong += !rank.begins(text + "more of the file");
    rank.advance();
  }
  CHECK(wrong == 0);
  CHECK_FALSE(rank.fits());
}

TEST_CASE("rank text: nothing else is taken for it") {
  RankText rank;
  for (TokenId value = 0; value < 1200; ++value) {
    CAPTURE(value);
    const std::string text = std::to_string(value) + "\n";
    for (const std::string& rest : {std::string(), std::string("QUI= 77\nQUM= 78\n")}) {
      std::string other = text + rest;
      for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char wrong : {'0', '9', '/', ':', '\n', '\r', ' ', '\0', '\xB0'}) {
          if (text[at] == wrong) continue;
          other[at] = wrong;
          CHECK_FALSE(rank.begins(other));
        }
        other[at] = text[at];
      }
      CHECK(rank.begins(other));
    }
    for (std::size_t size = 0; size < text.size(); ++size) {
      CHECK_FALSE(rank.begins(text.substr(0, size)));
    }
    CHECK_FALSE(rank.begins("0" + text));
    rank.advance();
  }
}

}  // namespace
}  // namespace kimitok
