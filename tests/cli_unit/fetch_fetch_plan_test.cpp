#include "fetch/fetch_plan.hpp"

#include <doctest/doctest.h>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::FetchPlan;
using app::FetchTarget;
using test::CacheTree;
using test::kOneCommit;

namespace {

// A plan that no request is made for.
Result<FetchPlan> offline_plan(const CacheTree& tree, const FetchTarget& target) {
  cli::GlobalArgs global;
  global.cache_dir = tree.root().native();
  cli::HubArgs hub;
  hub.offline = true;
  const app::Messages messages(global);
  auto session = app::HubSession::open(global, hub, messages);
  if (!session) return fail(std::move(session).error());
  app::Fetching fetching(global, *session, messages);
  return app::plan_fetch(fetching, target);
}

FetchTarget at(const std::string& revision) {
  return {*RepoId::parse("org/model"),
          *Revision::parse(revision),
          *Revision::parse(revision),
          nullptr,
          std::nullopt,
          {}};
}

}  // namespace

TEST_CASE("fetch plan: what is cached and what nobody knows, without a request") {
  const CacheTree tree;
  tree.add("org/model", kOneCommit, "tiktoken.model", "ranks");
  tree.add_ref("org/model", "main", kOneCommit);
  const auto plan = offline_plan(tree, at("main"));
  REQUIRE(plan);
  CHECK(plan->commit.text() == kOneCommit);
  CHECK(app::human(*plan) ==
        "cached            5  tiktoken.model\n"
        "unknown           -  tokenizer.json\n"
        "unknown           -  tokenizer_config.json\n"
        "unknown           -  special_tokens_map.json\n"
        "unknown           -  config.json\n"
        "unknown           -  generation_config.json\n"
        "unknown           -  chat_template.jinja\n");
  CHECK(app::summary(*plan) == "org/model@" + kOneCommit + ": 0 files of 0 bytes would be fetched");
  CHECK_FALSE(offline_plan(tree, at("v2")));
}

TEST_CASE("fetch plan: kimitok.lock says what is missing, and what is another than it pins") {
  const CacheTree tree;
  tree.add("org/model", kOneCommit, "tiktoken.model", "others");
  PinnedArtifact pinned = test::pinned_artifact("mine", "org/model", kOneCommit, "ranks");
  pinned.files.push_back(test::pinned_file("config.json", "{}"));
  for (const char* name : {"chat_template.jinja", "generation_config.json",
                           "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"}) {
    pinned.absent.push_back(*ArtifactName::parse(name));
  }
  const auto plan = offline_plan(tree, app::pinned_target(pinned));
  REQUIRE(plan);
  CHECK(app::human(*plan) ==
        "fetch             5  tiktoken.model\n"
        "absent            -  tokenizer.json\n"
        "absent            -  tokenizer_config.json\n"
        "absent            -  special_tokens_map.json\n"
        "fetch             2  config.json\n"
        "absent            -  generation_config.json\n"
        "absent            -  chat_template.jinja\n");
  CHECK(app::summary(*plan) == "org/model@" + kOneCommit + ": 2 files of 7 bytes would be fetched");
  CHECK(app::json_object(*plan).starts_with(R"({"repo":"org/model","requested":")" + kOneCommit +
                                            R"(","commit":")" + kOneCommit));
  CHECK(app::json_object(*plan).find(
            R"({"name":"config.json","action":"fetch","size":2,"hub":"git-sha1:)" +
            digests_of("{}").git_sha1 + "\"}") != std::string::npos);
}
