#include "verify/golden_check.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

#include "kimitok/digest.hpp"

namespace kimitok::app {
namespace {

// A byte's id is the byte, and no pair of the control characters used here merges.
const LoadedTokenizer& small() {
  static const LoadedTokenizer loaded = [] {
    LoadRequest request;
    request.model = KIMITOK_TESTDATA "/kimi-small";
    auto opened = load_tokenizer(request);
    REQUIRE(opened);
    return *std::move(opened);
  }();
  return loaded;
}

Result<std::optional<GoldenMismatch>> check(std::string_view line) {
  GoldenParser parser;
  const auto parsed = parser.parse(line);
  REQUIRE(parsed);
  return GoldenChecker(small(), 2).check(std::get<GoldenRecord>(*parsed));
}

TokenId id_of(std::string_view name) {
  const SpecialToken* token = small().tokenizer.vocabulary().specials().find(name);
  REQUIRE(token != nullptr);
  return token->id;
}

}  // namespace

TEST_CASE("golden check: records that hold pass") {
  const std::string bos = std::to_string(id_of("[BOS]"));
  const std::string digest = sha256_hex(std::string("\1\0\0\0\2\0\0\0", 8));
  const std::string cases[] = {
      R"({"text":"","ids":[]})",
      R"({"text":"\u0001\u0002","ids":[1,2],"decoded":"\u0001\u0002"})",
      R"({"text":"\u0001[BOS]","ids":[1,)" + bos + "]}",
      R"({"text":"[BOS]","special":["[BOS]"],"ids":[)" + bos + "]}",
      R"({"text":"\u0001\u0002","tokens":2,"ids_u32le_sha256":")" + digest + "\"}",
      R"({"parts":[["\u0001",1],["\u0002",1]],"modes":{"none":{"tokens":2,"ids_u32le_sha256":")" +
          digest + "\"}}}",
      R"({"b64":"gIE=","ids":[128,129]})",
      R"({"bytes_hex":"ff","ids":[255]})",
      R"({"text":"a b","pieces":["a"," b"]})",
      R"({"text":"","pieces":[]})",
  };
  for (const std::string& line : cases) {
    CAPTURE(line);
    const auto found = check(line);
    REQUIRE(found);
    CHECK_FALSE(*found);
  }
}

TEST_CASE("golden check: the first difference is named") {
  struct Case {
    std::string line, sentence;
    std::optional<std::uint64_t> index, byte;
  };
  const Case cases[] = {
      {R"({"text":"\u0001\u0002","ids":[1,3]})", "token 1 differs", 1, 1},
      {R"({"text":"\u0001\u0002","ids":[1]})", "token 1 differs", 1, 1},
      {R"({"text":"\u0001\u0002","ids":[1,2,3]})", "token 2 differs", 2, 2},
      {R"({"text":"\u0001","ids":[]})", "token 0 differs", 0, 0},
      {R"({"text":"\u0001","ids":[1],"ids_ordinary":[9]})", "token 0 differs", 0, 0},
      {R"({"text":"\u0001","ids":[1],"decoded":"\u0001x"})", "the ids decode to another text",
       std::nullopt, 1},
      {R"({"text":"a b","pieces":["a"," ","b"]})", "piece 1 differs", 1, 1},
      {R"({"b64":"gA==","pieces":["a"]})", "text that is not UTF-8 has no pieces", std::nullopt,
       std::nullopt},
      {R"({"bytes_hex":"ff","ids":[254]})", "token 0 differs", 0, 0},
      {R"({"text":"\u0001","tokens":2,"ids_u32le_sha256":")" + std::string(64, '0') + "\"}",
       "1 tokens, not 2", std::nullopt, std::nullopt},
      {R"({"text":"\u0001","tokens":1,"ids_u32le_sha256":")" + std::string(64, '0') + "\"}",
       "the digest of the 1 ids differs", std::nullopt, std::nullopt},
  };
  for (const auto& [text, sentence, index, byte] : cases) {
    const auto& line = text;
    CAPTURE(line);
    const auto found = check(line);
    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->difference.sentence == sentence);
    CHECK((*found)->difference.index == index);
    CHECK((*found)->difference.byte == byte);
  }
}

TEST_CASE("golden check: a difference is shown with five tokens to each side") {
  const auto found =
      check(R"({"parts":[["\u0001",20]],"ids":[1,1,1,1,1,1,1,1,2,999999999,1,1,1,1,1,1,1,1,1,1]})");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->difference.index == 8);
  const ShownWindow& expected = (*found)->difference.expected;
  CHECK(expected.begin == 3);
  CHECK(expected.total == 20);
  REQUIRE(expected.tokens.size() == 11);
  CHECK(expected.tokens[5].id == 2);
  CHECK(expected.tokens[5].bytes == "\x02");
  CHECK(expected.tokens[6].id == 999999999);
  CHECK(expected.tokens[6].bytes.empty());
  CHECK((*found)->difference.actual.begin == 3);
  REQUIRE((*found)->difference.actual.tokens.size() == 11);
  CHECK((*found)->difference.actual.tokens[5].id == 1);
}

TEST_CASE("golden check: a name that is no special token breaks the record") {
  const auto found = check(R"({"text":"","special":["[NONE]"],"ids":[]})");
  REQUIRE_FALSE(found);
  CHECK(found.error().code() == ErrorCode::malformed_input);
  CHECK(found.error().message() == "there is no special token [NONE]");
}

}  // namespace kimitok::app
