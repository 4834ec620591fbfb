#include "verify/json_members.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {
namespace {

std::string value_of(std::string_view object, std::string_view key) {
  const auto span = find_json_member(object, key);
  return span ? std::string(object.substr(span->begin, span->end - span->begin)) : "none";
}

}  // namespace

TEST_CASE("json members: values of every kind are found whole") {
  constexpr std::string_view kObject =
      R"( { "a" : "x\"}\\" ,"b":[1,[2,"]"],{"c":3}] , "c":-1.5e3,"d":{"a":"}"},"e":null , "f" : true } )";
  CHECK(value_of(kObject, "a") == R"("x\"}\\")");
  CHECK(value_of(kObject, "b") == R"([1,[2,"]"],{"c":3}])");
  CHECK(value_of(kObject, "c") == "-1.5e3");
  CHECK(value_of(kObject, "d") == R"({"a":"}"})");
  CHECK(value_of(kObject, "e") == "null");
  CHECK(value_of(kObject, "f") == "true");
  CHECK(value_of(kObject, "x") == "none");
  CHECK(value_of(kObject, "") == "none");
  CHECK(value_of("{}", "a") == "none");
  CHECK(value_of(R"({"":1})", "") == "1");
}

TEST_CASE("json members: a changed value leaves all else as it is") {
  CHECK(with_json_member(R"({ "a" : [ 1 ] , "b":2 })", "a", "[]") == R"({ "a" : [] , "b":2 })");
  CHECK(with_json_member(R"({"a":1})", "a", "\"}\"") == R"({"a":"}"})");
}

TEST_CASE("json members: a new one stands at the end") {
  CHECK(with_json_member(R"({"a":1 } )", "b", "2") == R"({"a":1,"b":2 } )");
  CHECK(with_json_member("{ }", "b", "2") == R"({"b":2 })");
}

}  // namespace kimitok::app
