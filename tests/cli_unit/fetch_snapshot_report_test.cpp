#include "fetch/snapshot_report.hpp"

#include <doctest/doctest.h>

#include "cli_unit/cache_tree.hpp"

using namespace kimitok;
using app::FetchReport;
using test::kOneCommit;

namespace {

FetchReport report(std::string name) {
  const Digests digests = digests_of("ranks");
  FetchedSnapshot snapshot{*RepoId::parse("org/model"),
                           *Revision::parse("v1"),
                           *Commit::parse(kOneCommit),
                           "/cache/snapshot",
                           {},
                           7,
                           2,
                           false};
  snapshot.files.push_back({*ArtifactName::parse("tiktoken.model"), FetchedFile::Source::network,
                            digests.size, digests.sha256, BlobId::parse(digests.git_sha1),
                            "/cache/snapshot/tiktoken.model"});
  snapshot.files.push_back(
      {*ArtifactName::parse("tokenizer.json"), FetchedFile::Source::absent, 0, "", {}, ""});
  snapshot.files.push_back({*ArtifactName::parse("config.json"), FetchedFile::Source::cache,
                            digests.size, digests.sha256, std::nullopt,
                            "/cache/snapshot/config.json"});
  return {snapshot, std::move(name), "/a\"\xFF"};
}

const std::string kMembers =
    R"("repo":"org/model","requested":"v1","commit":")" + kOneCommit + R"(","directory":"/a\")" +
    "\uFFFD" + R"(","files":[{"name":"tiktoken.model","size":5,"sha256":")" +
    digests_of("ranks").sha256 + R"(","hub":"git-sha1:)" + digests_of("ranks").git_sha1 +
    R"(","source":"network"},{"name":"config.json","size":5,"sha256":")" +
    digests_of("ranks").sha256 +
    R"(","hub":null,"source":"cache"}],"absent":["tokenizer.json"],"bytes_received":7,"requests":2)";

}  // namespace

TEST_CASE("snapshot report: one is an object with its schema") {
  CHECK(app::json(report("")) == "{\"schema\":1," + kMembers + "}\n");
}

TEST_CASE("snapshot report: those of kimitok.lock are a list with names") {
  CHECK(app::json(std::vector<FetchReport>{report("mine")}) ==
        R"({"schema":1,"artifacts":[{"name":"mine",)" + kMembers + "}]}\n");
  CHECK(app::json(std::vector<FetchReport>()) == "{\"schema\":1,\"artifacts\":[]}\n");
}
