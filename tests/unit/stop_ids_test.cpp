#include "kimitok/stop_ids.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/kimi_files.hpp"

namespace kimitok {
namespace {

using test::at;
using test::TempDir;
using test::write_kimi;

TEST_CASE("stop ids: every file says its own, in the order of the files") {
  const TempDir directory;
  write_kimi(directory);
  directory.write("config.json", R"({"text_config": {"eos_token_id": 261}})");
  directory.write("generation_config.json", R"({"eos_token_id": [262, 261]})");
  const LoadRequest request = at(directory.path());
  auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  const SpecialToken eos = loaded->tokenizer.vocabulary().specials().all().front();
  loaded->config.eos_token = eos.name;
  const auto stops = read_stop_ids(request, *loaded);
  REQUIRE(stops);
  REQUIRE(stops->size() == 3);
  CHECK((*stops)[0].file == directory.path() / "tokenizer_config.json");
  CHECK((*stops)[0].key == "eos_token");
  CHECK((*stops)[0].ids == std::vector<TokenId>{eos.id});
  CHECK((*stops)[1].key == "text_config.eos_token_id");
  CHECK((*stops)[1].ids == std::vector<TokenId>{261});
  CHECK((*stops)[2].file == directory.path() / "generation_config.json");
  CHECK((*stops)[2].ids == std::vector<TokenId>{262, 261});
}

TEST_CASE("stop ids: files that are missing or say nothing are left out") {
  const TempDir directory;
  write_kimi(directory);
  const LoadRequest request = at(directory.path());
  auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  loaded->config.eos_token = "no token of this name";
  const auto stops = read_stop_ids(request, *loaded);
  REQUIRE(stops);
  CHECK(stops->empty());
}

TEST_CASE("stop ids: a malformed file is refused by name") {
  const TempDir directory;
  write_kimi(directory);
  const auto file = directory.write("generation_config.json", R"({"eos_token_id": true})");
  const LoadRequest request = at(directory.path());
  const auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  const auto stops = read_stop_ids(request, *loaded);
  REQUIRE_FALSE(stops);
  CHECK(stops.error().code() == ErrorCode::model_malformed);
  CHECK(stops.error().message() == file.native() + ": eos_token_id is true, not a number");
}

}  // namespace
}  // namespace kimitok
