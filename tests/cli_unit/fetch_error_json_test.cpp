#include "fetch/error_json.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace kimitok;

TEST_CASE("error json: code, message and the parts of it") {
  CHECK(app::error_json(
            Error(ErrorCode::not_on_hub, "no such \"file\"").in("a/b").with_remedy("look")) ==
        R"({"schema":1,"error":{"code":"not_on_hub","message":"a/b: no such \"file\"; look",)"
        R"("source":"a/b","sentence":"no such \"file\"","remedy":"look"}})"
        "\n");
  CHECK(app::error_json(Error(ErrorCode::io, "bad \xFF")) ==
        "{\"schema\":1,\"error\":{\"code\":\"io\",\"message\":\"bad \uFFFD\","
        "\"sentence\":\"bad \uFFFD\"}}\n");
}

TEST_CASE("error json: every code has a name of its own") {
  std::set<std::string_view> names;
  constexpr int kLast = static_cast<int>(ErrorCode::broken_pipe);
  for (int code = 0; code <= kLast; ++code) {
    const std::string_view name = app::name_of(static_cast<ErrorCode>(code));
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_8") == std::string_view::npos);
    names.insert(name);
  }
  CHECK(names.size() == kLast + 1);
  CHECK(names.count("bug") == 0);
}
