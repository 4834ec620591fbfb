#include "load/added_token.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

AddedToken token(TokenId id, const char* content) {
  AddedToken added;
  added.id = id;
  added.content = content;
  return added;
}

TEST_CASE("added token: whether it is normalized follows from special where it is not said") {
  const std::vector<std::pair<std::string, bool>> rows = {
      {R"({"content": "<a>"})", true},
      {R"({"content": "<a>", "special": true})", false},
      {R"({"content": "<a>", "special": true, "normalized": true})", true},
      {R"({"content": "<a>", "special": false, "normalized": false})", false},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& normalized = row.second;
    CAPTURE(json);
    const auto document = JsonDocument::parse(json);
    REQUIRE(document);
    const auto read = read_added_token(document->root(), 7);
    REQUIRE(read);
    CHECK(read->id == 7);
    CHECK(read->content == "<a>");
    CHECK(read->normalized == normalized);
  }
}

TEST_CASE("added token: they are sorted by id") {
  std::vector<AddedToken> tokens = {token(9, "c"), token(2, "a"), token(5, "b")};
  REQUIRE(sort_added_tokens(tokens));
  CHECK(tokens[0].content == "a");
  CHECK(tokens[1].content == "b");
  CHECK(tokens[2].content == "c");
}

TEST_CASE("added token: an id or a content that comes twice is refused") {
  std::vector<AddedToken> ids = {token(5, "a"), token(4, "b"), token(5, "c")};
  const auto same_id = sort_added_tokens(ids);
  REQUIRE_FALSE(same_id);
  CHECK(same_id.error().code() == ErrorCode::model_malformed);
  CHECK(same_id.error().message() == "the id 5 is given to the added tokens \"a\" and \"c\"");
  std::vector<AddedToken> contents = {token(5, "a"), token(4, "b"), token(3, "a")};
  const auto same_content = sort_added_tokens(contents);
  REQUIRE_FALSE(same_content);
  CHECK(same_content.error().code() == ErrorCode::model_malformed);
  CHECK(same_content.error().message() == "the added tokens 3 and 5 are both \"a\"");
}

TEST_CASE("added token: flags that change no id are no obstacle") {
  AddedToken plain = token(5, "a");
  plain.special = true;
  plain.normalized = true;
  CHECK(check_reproducible({plain}));
  CHECK(check_reproducible({}));
}

}  // namespace
}  // namespace kimitok
