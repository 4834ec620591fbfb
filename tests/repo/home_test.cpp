#include "repo/home.hpp"

#include <doctest/doctest.h>
#include <pwd.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "repo/environment.hpp"

namespace kimitok {
namespace {

using test::environment;

TEST_CASE("home: an empty variable is as good as not set") {
  const Environment variables = environment({{"A", "x"}, {"B", ""}});
  CHECK(value_of(variables, "A") == "x");
  CHECK_FALSE(value_of(variables, "B"));
  CHECK_FALSE(value_of(variables, "C"));
}

TEST_CASE("home: true is 1, on, yes and true in any case, and nothing else") {
  for (const std::string_view value : {"1", "on", "On", "YES", "yes", "true", "True", "TRUE"}) {
    CAPTURE(value);
    CHECK(is_true(value));
  }
  for (const std::string_view value : {"", "0", "2", "off", "no", "false", "banana", "y", " 1"}) {
    CAPTURE(value);
    CHECK_FALSE(is_true(value));
  }
}

TEST_CASE("home: homes and variables are expanded as Python does") {
  const Environment variables =
      environment({{"HOME", "/home/me/"}, {"A", "one"}, {"A_B1", "two"}, {"E", ""}});
  struct Row {
    std::string_view path, expected;
  };
  const Row rows[] = {
      {"", ""},
      {"/x", "/x"},
      {"~", "/home/me/"},
      {"~/x", "/home/me/x"},
      {"/~/x", "/~/x"},
      {"x~", "x~"},
      {"~no-such-user-here/x", "~no-such-user-here/x"},
      {"$A/x", "one/x"},
      {"/$A_B1.x", "/two.x"},
      {"${A}_B1", "one_B1"},
      {"$A$A", "oneone"},
      {"a$E/x", "a/x"},
      {"$MISSING/x", "$MISSING/x"},
      {"${MISSING}/x", "${MISSING}/x"},
      {"${A", "${A"},
      {"${}", "${}"},
      {"$", "$"},
      {"$/$$A", "$/$one"},
      {"\xFF/$A", "\xFF/one"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.path);
    CHECK(expanded(row.path, variables) == row.expected);
  }
}

TEST_CASE("home: without HOME it is the password database's") {
  const passwd* entry = ::getpwuid(::getuid());
  REQUIRE(entry != nullptr);
  const std::string home = entry->pw_dir;
  const std::string user = entry->pw_name;
  CHECK(expanded("~", environment({})) == home);
  CHECK(expanded("~", environment({{"HOME", ""}})) == home);
  CHECK(expanded("~" + user, environment({{"HOME", "/elsewhere"}})) == home);
}

TEST_CASE("home: Hugging Face's folder is HF_HOME, or lies in the user's cache") {
  const auto home = [](std::map<std::string, std::string> variables) {
    return huggingface_home(environment(std::move(variables)))->string();
  };
  CHECK(home({{"HF_HOME", "/hf"}, {"XDG_CACHE_HOME", "/xdg"}, {"HOME", "/h"}}) == "/hf");
  CHECK(home({{"HF_HOME", "~/$X"}, {"X", "hf"}, {"HOME", "/h"}}) == "/h/hf");
  CHECK(home({{"XDG_CACHE_HOME", "/xdg"}, {"HOME", "/h"}}) == "/xdg/huggingface");
  CHECK(home({{"HF_HOME", ""}, {"XDG_CACHE_HOME", ""}, {"HOME", "/h"}}) == "/h/.cache/huggingface");
}

}  // namespace
}  // namespace kimitok
