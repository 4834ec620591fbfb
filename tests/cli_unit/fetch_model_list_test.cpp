#include "fetch/model_list.hpp"

#include <doctest/doctest.h>

#include <string>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using test::CacheTree;
using test::kOneCommit;

namespace {

const std::string kK3Commit = "9f62e4e9fffbd0a83ddd60e1c209d828994b3569";

std::string line_of(const std::string& table, std::string_view alias) {
  const std::size_t begin = table.find('\n' + std::string(alias) + ' ');
  REQUIRE(begin != std::string::npos);
  return table.substr(begin + 1, table.find('\n', begin + 1) - begin - 1);
}

std::vector<app::ListedModel> list(const CacheTree& tree) {
  auto models = app::list_models(tree.cache());
  if (!models) FAIL("refused: " << models.error().message());
  return *std::move(models);
}

}  // namespace

TEST_CASE("model list: every known model is a row under the titles") {
  const CacheTree empty;
  const std::string table = app::human(list(empty));
  CHECK(table.starts_with("alias "));
  CHECK(std::count(table.begin(), table.end(), '\n') ==
        static_cast<std::ptrdiff_t>(known_models().size()) + 1);
  const std::string row = line_of(table, "kimi-k3");
  CHECK(row.find("  no      163586 163585  moonshotai/Kimi-K3 ") != std::string::npos);
  CHECK(row.ends_with("  " + kK3Commit));
  CHECK(line_of(table, "kimi-vl").ends_with("  -"));
}

TEST_CASE(
    "model list: a model is cached if the vocabulary of its known commit is, or of any if none is "
    "known") {
  const CacheTree tree;
  tree.add("moonshotai/Kimi-K3", kOneCommit, "tiktoken.model", "x");
  tree.add("moonshotai/Kimi-VL-A3B-Instruct", kOneCommit, "tiktoken.model", "x");
  tree.add("moonshotai/Kimi-K2.5", kOneCommit, "config.json", "{}");
  std::string table = app::human(list(tree));
  CHECK(line_of(table, "kimi-k3").find("  other ") != std::string::npos);
  CHECK(line_of(table, "kimi-vl").find("  yes ") != std::string::npos);
  CHECK(line_of(table, "kimi-k2.5").find("  no ") != std::string::npos);
  tree.add("moonshotai/Kimi-K3", kK3Commit, "tiktoken.model", "x");
  table = app::human(list(tree));
  CHECK(line_of(table, "kimi-k3").find("  yes ") != std::string::npos);
}

TEST_CASE("model list: as JSON") {
  const CacheTree tree;
  tree.add("moonshotai/Kimi-K3", kOneCommit, "tiktoken.model", "x");
  const std::string json = app::json(list(tree));
  CHECK(json.starts_with("{\"schema\":1,\"tiktoken_model_sha256\":\"b6c497a7"));
  CHECK(json.ends_with("]}\n"));
  CHECK(json.find(R"({"repo":"moonshotai/Kimi-K3","aliases":["kimi-k3"],"commit":")" + kK3Commit +
                  R"(","eos_ids":[163586,163585],"cached":false,"cached_commits":[")" + kOneCommit +
                  R"("]})") != std::string::npos);
}
