#include "json/json_document.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

using namespace std::string_literals;

TEST_CASE("json document: every kind of value is read") {
  const auto document = JsonDocument::parse(
      R"({"null": null, "yes": true, "no": false, "text": "aé\n\u0000\ud83d\ude00", "list": [1, [2], {}],
          "object": {"a": {"b": []}}, "number": 1000000000000000019884624838656})");
  REQUIRE(document);
  const JsonValue root = document->root();
  CHECK(root.size() == 7);
  CHECK(root.find("null")->is_null());
  CHECK_FALSE(root.find_set("null"));
  CHECK(*root.find("yes")->as_boolean());
  CHECK_FALSE(*root.find("no")->as_boolean());
  CHECK(*root.find("text")->as_string() == "a\xC3\xA9\n\0\xF0\x9F\x98\x80"s);
  CHECK(root.find("number")->text() == "1000000000000000019884624838656");
  CHECK_FALSE(root.find("absent"));
  CHECK_FALSE(root.find("list")->find("absent"));
  std::vector<std::string> paths;
  const auto list = root.find("list");
  for (const JsonValue item : *list) paths.push_back(item.path());
  CHECK(paths == std::vector<std::string>{"list[0]", "list[1]", "list[2]"});
  CHECK(root.find("object")->find("a")->find("b")->path() == "object.a.b");
}

TEST_CASE("json document: numbers are those of JSON") {
  for (const std::string number : {"0", "-0", "10", "1.5", "-1.50", "1e5", "1E+5", "1.25e-7",
                                   "123456789012345678901234567890"}) {
    CAPTURE(number);
    const auto document = JsonDocument::parse("{\"n\": " + number + "\n}");
    REQUIRE(document);
    CHECK(document->root().find("n")->text() == number);
  }
  for (const std::string number :
       {"01", "-", "1.", ".5", "1e", "1e+", "+1", "0x1", "NaN", "Infinity", "-Infinity", "1.2.3",
        "1 2", "nul", "truefalse", "tru"}) {
    CAPTURE(number);
    const auto document = JsonDocument::parse("{\"n\": " + number + "}");
    REQUIRE_FALSE(document);
    CHECK(document.error().code() == ErrorCode::model_malformed);
    CHECK(document.error().sentence().starts_with("is not JSON: "));
  }
}

TEST_CASE("json document: what is not a strict JSON object is refused, with the reason") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"", "is not JSON: there is nothing in it"},
      {" \n", "is not JSON: there is nothing in it"},
      {"[]", "is not a JSON object"},
      {"\"x\"", "is not a JSON object"},
      {"5", "is not a JSON object"},
      {"{\"a\": \"b", "is not JSON: a string has no end"},
      {"{\"a\": \"b\nc\"}", "is not JSON: a string holds a control character"},
      {"{\"a\": \"b\0c\"}"s, "is not JSON: a string holds a control character"},
      {"{\"a\": \"\xFF\"}", "line 1, column 8, byte 7: is not UTF-8"},
      {"{\n\n\"a\": \"\xED\xA0\x80\"}", "line 3, column 7, byte 9: is not UTF-8"},
      {R"({"a": {"b": 1, "b": 2}})", "a has the key \"b\" twice"},
      {R"({"a": 1, "\u0061": 2})", "the top level has the key \"a\" twice"},
      {R"({"a": ["x", "\ud800"]})",
       "a[1] is malformed: it has a bad escape or half of a surrogate pair"},
      {R"({"a": ["x", "\udc00y"]})",
       "a[1] is malformed: it has a bad escape or half of a surrogate pair"},
      {R"({"a": ["x", "\ud800\u0041"]})",
       "a[1] is malformed: it has a bad escape or half of a surrogate pair"},
      {R"({"a": ["x", "\q"]})",
       "a[1] is malformed: it has a bad escape or half of a surrogate pair"},
      {R"({"a": {"\ud800": 1}})",
       "a is malformed: a key has a bad escape or half of a surrogate pair"},
      {R"({"a": {"\udc00": 1}})",
       "a is malformed: a key has a bad escape or half of a surrogate pair"},
  };
  for (const auto& row : rows) {
    const auto& text = row.first;
    const auto& message = row.second;
    CAPTURE(text);
    const auto document = JsonDocument::parse(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code() == ErrorCode::model_malformed);
    CHECK(document.error().message() == message);
  }
}

TEST_CASE("json document: punctuation out of place is refused") {
  for (const std::string text : {"{",
                                 "{\"a\"",
                                 "{\"a\":",
                                 "{\"a\": 1",
                                 "{\"a\": 1,",
                                 "{\"a\": 1,}",
                                 "{\"a\" 1}",
                                 "{a: 1}",
                                 "{,}",
                                 "{\"a\": [1,]}",
                                 "{\"a\": [1 2]}",
                                 "{\"a\": [1}",
                                 "{\"a\": [}",
                                 "{\"a\": 1]",
                                 "{]",
                                 "{} {}",
                                 "{} x",
                                 "{}}",
                                 "{\"a\": 1} ,",
                                 "{'a': 1}",
                                 "{\"a\": 1 // x\n}",
                                 "\xEF\xBB\xBF{}"}) {
    CAPTURE(text);
    const auto document = JsonDocument::parse(text);
    REQUIRE_FALSE(document);
    CHECK(document.error().code() == ErrorCode::model_malformed);
    CHECK(document.error().sentence().starts_with("is not "));
  }
}

TEST_CASE("json document: a misplaced value is named with line and column") {
  const auto document = JsonDocument::parse("{\n  \"a\": 1,\n  \"b\": 01,\n  \"c\": 2}");
  REQUIRE_FALSE(document);
  CHECK(document.error().position().line == 3);
}

TEST_CASE("json document: nesting is accepted up to a limit") {
  const auto nested = [](unsigned levels) {
    return "{\"a\": " + std::string(levels, '[') + std::string(levels, ']') + "}";
  };
  CHECK(JsonDocument::parse(nested(JsonDocument::kMaxDepth)));
  for (const unsigned levels : {JsonDocument::kMaxDepth + 1, 5000u, 200000u}) {
    CAPTURE(levels);
    const auto document = JsonDocument::parse(nested(levels));
    REQUIRE_FALSE(document);
    CHECK(document.error().code() == ErrorCode::model_malformed);
    CHECK(document.error().sentence() == "is nested deeper than 64 levels");
  }
}

TEST_CASE("json document: a value of the wrong kind is named by its path") {
  const auto document =
      JsonDocument::parse(R"({"a b": [{"c": 5, "type": "T"}], "flag": null, "id": 1.5, "5": "x"})");
  REQUIRE(document);
  const JsonValue root = document->root();
  const JsonValue item = *root.find("a b")->begin();
  CHECK(item.as_string().error().message() == "[\"a b\"][0] is of type \"T\", not a string");
  CHECK(item.find("c")->as_boolean().error().message() == "[\"a b\"][0].c is 5, not true or false");
  CHECK(root.find("flag")->as_boolean().error().message() == "flag is null, not true or false");
  CHECK(root.find("5")->as_id().error().message() == "[\"5\"] is \"x\", not a number");
  CHECK(root.find("id")->as_id().error().message() == "id is 1.5, not an id from 0 to 16777215");
  CHECK(root.expect(JsonKind::array).error().message() ==
        "the top level is an object, not an array");
  CHECK(item.unsupported().code() == ErrorCode::model_unsupported);
  CHECK(item.unsupported().message() ==
        "[\"a b\"][0] is of type \"T\", which cannot be reproduced exactly");
}

TEST_CASE("json document: an id is a plain decimal number") {
  const std::vector<std::pair<std::string_view, std::optional<TokenId>>> rows = {
      {"0", 0},           {"5", 5},
      {"163839", 163839}, {"16777215", 16777215},
      {"16777216", {}},   {"", {}},
      {"05", {}},         {"-1", {}},
      {"+1", {}},         {" 1", {}},
      {"1 ", {}},         {"1.0", {}},
      {"1e3", {}},        {"99999999999999999999", {}},
      {"4294967296", {}}};
  for (const auto& row : rows) {
    const auto& text = row.first;
    const auto& id = row.second;
    CAPTURE(text);
    CHECK(parse_id(text) == id);
  }
}

}  // namespace
}  // namespace kimitok
