#include "repo/hub_token.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "repo/environment.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

using test::environment;
using test::TempDir;
using Variables = std::map<std::string, std::string>;

// "value from source", "no token", or the error.
std::string token(Variables variables, const HubFlags& flags = {},
                  std::vector<std::string>* warnings = nullptr) {
  std::vector<std::string> own;
  variables.emplace("HOME", "/nonexistent");
  const auto found = hub_token(environment(variables), flags, warnings ? *warnings : own);
  if (!warnings) CHECK(own.empty());
  if (!found) return found.error().message();
  return *found ? (*found)->value + " from " + (*found)->source : "no token";
}

TEST_CASE("hub token: the file given, two variables and a file, in this order") {
  const TempDir dir;
  const std::string given = dir.write("given", "hf_given\n").string();
  const std::string stored = dir.write("token", "hf_stored\n").string();
  HubFlags flags;
  flags.token_file = given;
  Variables all{{"HF_TOKEN", "hf_a"},
                {"HUGGING_FACE_HUB_TOKEN", "hf_b"},
                {"HF_TOKEN_PATH", stored},
                {"HF_HOME", "/elsewhere"}};
  CHECK(token(all, flags) == "hf_given from " + given);
  CHECK(token(all) == "hf_a from $HF_TOKEN");
  all["HF_TOKEN"] = " \n";
  CHECK(token(all) == "hf_b from $HUGGING_FACE_HUB_TOKEN");
  all.erase("HUGGING_FACE_HUB_TOKEN");
  CHECK(token(all) == "hf_stored from " + stored);
  CHECK(token({{"HF_HOME", dir.path().string()}}) == "hf_stored from " + stored);
  CHECK(token({}) == "no token");
}

TEST_CASE("hub token: line ends anywhere and blanks around it do not belong to it") {
  for (const std::string value :
       {"hf_x", "hf_x\n", "hf_x\r\n", "  hf_x\t", "hf\n_x\n", "\nhf_x "}) {
    CAPTURE(value);
    CHECK(token({{"HF_TOKEN", value}}) == "hf_x from $HF_TOKEN");
  }
}

TEST_CASE("hub token: what cannot stand in a header is refused without being shown") {
  for (const std::string value : {"hf_se cret", "hf_se\xC3\xA9", "hf_se\x01", "hf_se\x7F"}) {
    const std::string message = token({{"HF_TOKEN", value}});
    CHECK(message ==
          "$HF_TOKEN: the token holds a blank or a character that is not printable ASCII");
  }
}

TEST_CASE("hub token: one that was read from standard input is taken") {
  HubFlags flags;
  flags.token_file = "-";
  flags.token = "hf_typed\n";
  CHECK(token({{"HF_TOKEN", "hf_a"}}, flags) == "hf_typed from standard input");
  flags.token = "\n";
  CHECK(token({{"HF_TOKEN", "hf_a"}}, flags) == "standard input: there is no token in it");
}

TEST_CASE("hub token: a file that is asked for must be there and hold a token") {
  const TempDir dir;
  HubFlags flags;
  flags.token_file = (dir.path() / "missing").string();
  std::vector<std::string> warnings;
  const auto missing = hub_token(environment({}), flags, warnings);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code() == ErrorCode::io);
  CHECK(missing.error().source() == flags.token_file);

  flags.token_file = dir.path().string();
  const auto directory = hub_token(environment({}), flags, warnings);
  REQUIRE_FALSE(directory);
  CHECK(directory.error().code() == ErrorCode::io);

  flags.token_file = dir.write("empty", " \n").string();
  const auto empty = hub_token(environment({}), flags, warnings);
  REQUIRE_FALSE(empty);
  CHECK(empty.error().code() == ErrorCode::usage);
  CHECK(warnings.empty());
}

TEST_CASE("hub token: a stored file that cannot be read is a warning, an empty one is no token") {
  const TempDir dir;
  std::vector<std::string> warnings;
  CHECK(token({{"HF_TOKEN_PATH", dir.path().string()}}, {}, &warnings) == "no token");
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find(dir.path().string()) != std::string::npos);
  CHECK(token({{"HF_TOKEN_PATH", dir.write("empty", "").string()}}) == "no token");
  CHECK(token({{"HF_TOKEN_PATH", (dir.path() / "missing").string()}}) == "no token");
}

TEST_CASE("hub token: only one that is asked for is sent if implicit ones are disabled") {
  const TempDir dir;
  const std::string stored = dir.write("token", "hf_stored").string();
  Variables variables{
      {"HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"}, {"HF_TOKEN", "hf_a"}, {"HF_TOKEN_PATH", stored}};
  CHECK(token(variables) == "no token");
  HubFlags flags;
  flags.token_file = stored;
  CHECK(token(variables, flags) == "hf_stored from " + stored);
  variables["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "0";
  CHECK(token(variables) == "hf_a from $HF_TOKEN");
}

}  // namespace
}  // namespace kimitok
