#include "cli/found_flags.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace kimitok;
using cli::Flag;
using cli::FoundFlags;
using Words = std::vector<std::string>;

namespace {

constexpr Flag kFlags[] = {{.letter = 's', .name = "switch"},
                           {.letter = 'v', .name = "value", .value = cli::Value::text},
                           {.name = "maybe", .value = cli::Value::text, .value_is_optional = true}};
constexpr cli::FlagGroup kGroups[] = {{"Flags", kFlags}};

std::vector<std::string> texts(const FoundFlags& found, const Flag& flag) {
  std::vector<std::string> result;
  for (const cli::GivenValue& value : found.values(flag)) {
    result.push_back((value.after_equals ? "=" : "") + value.text);
  }
  return result;
}

}  // namespace

TEST_CASE("found flags: values are what was typed, with how") {
  FoundFlags found(kGroups, FoundFlags::OtherWords::collect);
  REQUIRE(found.parse({"a", "--switch", "-v", "x", "--value=y", "--value=", "--maybe", "--maybe=z",
                       "b", "--", "-s"}));
  CHECK(texts(found, kFlags[0]) == Words{""});
  CHECK(texts(found, kFlags[1]) == Words{"x", "=y", "="});
  CHECK(texts(found, kFlags[2]) == Words{"", "=z"});
  CHECK(found.count("value") == 3);
  CHECK(found.count("nothing") == 0);
  CHECK_FALSE(found.short_help());
  CHECK(found.remaining() == Words{"a", "b", "--", "-s"});
}

TEST_CASE("found flags: what follows the first other word may be left alone") {
  FoundFlags found(kGroups, FoundFlags::OtherWords::stop);
  REQUIRE(found.parse({"-s", "a", "-v", "x"}));
  CHECK(found.count("switch") == 1);
  CHECK(found.count("value") == 0);
  CHECK(found.remaining() == Words{"a", "-v", "x"});
}

TEST_CASE("found flags: a value that is missing and a dash among switches are refused") {
  for (const Words& words : {Words{"-v"}, Words{"-s-"}}) {
    CAPTURE(words[0]);
    FoundFlags found(kGroups, FoundFlags::OtherWords::collect);
    const auto parsed = found.parse(words);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code() == ErrorCode::usage);
  }
}

TEST_CASE(
    "found flags: a flag is found by its letter among others, and not by a part of its name") {
  FoundFlags found(kGroups, FoundFlags::OtherWords::collect);
  REQUIRE(found.parse({"-svx=s", "--switc", "--switches", "--s", "-vs", "-maybe"}));
  CHECK(found.count("switch") == 1);
  CHECK(texts(found, kFlags[1]) == Words{"x=s", "s"});
  CHECK(found.count("maybe") == 0);
  CHECK(found.remaining() == Words{"--switc", "--switches", "--s", "-maybe"});
}
