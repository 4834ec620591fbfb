#include "verify/oracle_protocol.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {

TEST_CASE("oracle protocol: a question is a line of JSON, in base64 if it must be") {
  CHECK(oracle_question(0, "a\n\"") == "{\"i\":0,\"text\":\"a\\n\\\"\"}\n");
  CHECK(oracle_question(7, "\xFF\x01") == "{\"i\":7,\"b64\":\"/wE=\"}\n");
}

TEST_CASE("oracle protocol: an answer is an index and ids") {
  const auto answer = parse_oracle_answer(R"({"ids": [1, 4294967295], "more": {}, "i": 3})");
  REQUIRE(answer);
  CHECK(answer->index == 3);
  CHECK(answer->ids == std::vector<TokenId>{1, 4294967295});
}

TEST_CASE("oracle protocol: what is no answer says why") {
  const std::pair<const char*, const char*> cases[] = {
      {"[]", "no whole number \"i\" in an object"},
      {"{\"ids\":[]}", "no whole number \"i\" in an object"},
      {"{\"i\":-1,\"ids\":[]}", "no whole number \"i\" in an object"},
      {"{\"i\":0}", "no array \"ids\""},
      {"{\"i\":0,\"ids\":{}}", "no array \"ids\""},
      {"{\"i\":0,\"ids\":[1.5]}", "\"ids\" is not an array of ids"},
      {"{\"i\":0,\"ids\":[4294967296]}", "\"ids\" is not an array of ids"},
  };
  for (const auto& [line, sentence] : cases) {
    const auto answer = parse_oracle_answer(line);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code() == ErrorCode::malformed_input);
    CHECK(answer.error().message() == std::string(sentence));
  }
  const auto broken = parse_oracle_answer("{");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message().starts_with("not JSON"));
}

}  // namespace kimitok::app
