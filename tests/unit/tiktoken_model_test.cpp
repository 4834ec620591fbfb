#include "kimitok/tiktoken_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/tokenizer_files.hpp"

namespace kimitok {
namespace {

// Lines 1 to 256: the single bytes.
std::string bytes_and(std::string_view more) {
  return test::tiktoken_model(test::tokens_with({})) + std::string(more);
}

TEST_CASE("tiktoken model: each line's token gets its rank") {
  const auto ranks = parse_tiktoken_model(bytes_and("aGU= 256\naGVsbG8= 257\n"), RankGaps::refuse);
  REQUIRE(ranks);
  CHECK(ranks->size() == 258);
  CHECK(ranks->find("he") == 256);
  CHECK(ranks->bytes_of(257) == "hello");
  for (unsigned byte = 0; byte < 256; ++byte) {
    CHECK(ranks->id_of_byte(static_cast<unsigned char>(byte)) == byte);
  }
}

TEST_CASE("tiktoken model: lines may end in CR LF, each its own way, and the last one not at all") {
  for (const std::string_view more :
       {"aGU= 256\nbGw= 257", "aGU= 256\r\nbGw= 257\r\n", "aGU= 256\nbGw= 257\r\n",
        "aGU= 256\r\nbGw= 257\n", "aGU= 256\r\nbGw= 257\r"}) {
    CAPTURE(more);
    const auto ranks = parse_tiktoken_model(bytes_and(more), RankGaps::refuse);
    REQUIRE(ranks);
    CHECK(ranks->size() == 258);
    CHECK(ranks->find("ll") == 257);
  }
}

TEST_CASE("tiktoken model: ranks may come in any order") {
  const auto ranks = parse_tiktoken_model("bGw= 257\naGU= 256\n" + bytes_and(""), RankGaps::refuse);
  REQUIRE(ranks);
  CHECK(ranks->find("ll") == 257);
}

TEST_CASE("tiktoken model: gaps are accepted only where they are allowed") {
  const std::string gapped = bytes_and("aGU= 300\n");
  const auto ranks = parse_tiktoken_model(gapped, RankGaps::allow);
  REQUIRE(ranks);
  CHECK(ranks->find("he") == 300);
  CHECK(ranks->end_id() == 301);
  const auto refused = parse_tiktoken_model(gapped, RankGaps::refuse);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::model_malformed);
  CHECK(refused.error().message() == "line 257: the rank 256 is missing: the one after it is 300");
}

TEST_CASE("tiktoken model: a malformed line is named with what is wrong in it") {
  struct Row {
    std::string_view line, message;
  };
  const std::vector<Row> rows = {
      {"\n", "line 257: the line is empty"},
      {"\r\n", "line 257: the line is empty"},
      {"aGU= 256\n\nbGw= 257\n", "line 258: the line is empty"},
      {"aGU=\n", "line 257: the line has no space between a token and its rank"},
      {"aGU=\t256\n", "line 257: the line has no space between a token and its rank"},
      {" 256\n", "line 257, column 1: the token is empty"},
      {"aGU 256\n",
       "line 257, column 4: the token's base64 has 3 characters, which is not a multiple of 4"},
      {"aG-= 256\n", "line 257, column 3: \"-\" is not a character of base64"},
      {"a=U= 256\n", "line 257, column 2: \"=\" is not a character of base64"},
      {"\xEF\xBB\xBF\x61 256\n", "line 257, column 1: \"\\xef\" is not a character of base64"},
      {"aGV= 256\n",
       "line 257, column 3: the token's base64 is not canonical: its unused last bits are not "
       "zero"},
      {"aGU= \n", "line 257, column 6: the rank is missing"},
      {"aGU= -1\n", "line 257, column 6: the rank \"-1\" is not a decimal number"},
      {"aGU= +256\n", "line 257, column 6: the rank \"+256\" is not a decimal number"},
      {"aGU=  256\n", "line 257, column 6: the rank \" 256\" is not a decimal number"},
      {"aGU= 256 \n", "line 257, column 9: the rank \"256 \" is not a decimal number"},
      {"aGU= 25x\n", "line 257, column 8: the rank \"25x\" is not a decimal number"},
      {"aGU= 256\r\r\n", "line 257, column 9: the rank \"256\\x0d\" is not a decimal number"},
      {"aGU= 0256\n", "line 257, column 6: the rank 0256 has a leading zero"},
      {"aGU= 16777216\n",
       "line 257, column 6: the rank \"16777216\" is above the highest supported one, 16777215"},
      {"aGU= 18446744073709551872\n",
       "line 257, column 6: the rank \"18446744073709551872\" is above the highest supported one, "
       "16777215"},
      {"aGU= 5\n", "line 257: the rank 5 has been given to a token on line 6"},
      {"Yg== 256\n", "line 257: the token \"b\" has been given a rank on line 99"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    const auto ranks = parse_tiktoken_model(bytes_and(row.line), RankGaps::allow);
    REQUIRE_FALSE(ranks);
    CHECK(ranks.error().code() == ErrorCode::model_malformed);
    CHECK(ranks.error().message() == row.message);
  }
}

TEST_CASE("tiktoken model: the highest rank is accepted") {
  const auto ranks = parse_tiktoken_model(bytes_and("aGU= 16777215\n"), RankGaps::allow);
  REQUIRE(ranks);
  CHECK(ranks->find("he") == MergeableRanks::kMaxId);
}

TEST_CASE("tiktoken model: a file without lines, or of too many bytes, is refused") {
  const auto empty = parse_tiktoken_model("", RankGaps::allow);
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code() == ErrorCode::model_malformed);
  CHECK(empty.error().message() == "the vocabulary is empty");
  const auto large =
      parse_tiktoken_model(std::string(kMaxTiktokenModelBytes + 1, 'A'), RankGaps::allow);
  REQUIRE_FALSE(large);
  CHECK(large.error().code() == ErrorCode::model_malformed);
  CHECK(large.error().message() ==
        "the vocabulary has 67108865 bytes, more than the supported 67108864");
}

TEST_CASE("tiktoken model: a byte without a token is refused") {
  std::string text = bytes_and("");
  const std::size_t line = text.find("QQ== 65\n");
  REQUIRE(line != std::string::npos);
  text.replace(line, 8, "QUE= 65\n");
  const auto ranks = parse_tiktoken_model(text, RankGaps::allow);
  REQUIRE_FALSE(ranks);
  CHECK(ranks.error().code() == ErrorCode::model_malformed);
  CHECK(ranks.error().sentence() == "the single byte 0x41 is not a token");
}

}  // namespace
}  // namespace kimitok
