#include "cache/cache_layout.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cache/cache_fixture.hpp"

namespace kimitok {
namespace {

namespace layout = cache_layout;
using test::artifact;
using test::commit_of;
using test::repo_id;

const std::string kHash(64, 'e');

BlobId a_blob() { return BlobId::parse(std::string(40, 'b')).value(); }

TEST_CASE("cache layout: places are those of the Hub's cache") {
  const RepoId repo = repo_id("org/name");
  const std::string commit(40, 'a');
  CHECK(layout::blob(repo, a_blob()).path() == "models--org--name/blobs/" + a_blob().hex());
  CHECK(layout::snapshot_entry(repo, commit_of('a'), artifact("sub/dir/f")).path() ==
        "models--org--name/snapshots/" + commit + "/sub/dir/f");
  CHECK(layout::absent_marker(repo, commit_of('a'), artifact("f")).path() ==
        "models--org--name/.no_exist/" + commit + "/f");
  CHECK(layout::ref(repo_id("gpt2"), test::revision("main")).path() == "models--gpt2/refs/main");
  CHECK(layout::lock(repo, a_blob()).path() ==
        ".locks/models--org--name/" + a_blob().hex() + ".lock");
}

TEST_CASE("cache layout: a slash in a revision or a name makes directories") {
  const auto ref = layout::ref(repo_id("gpt2"), test::revision("refs/pr/1"));
  CHECK(ref.directories == std::vector<std::string>{"models--gpt2", "refs", "refs", "pr"});
  CHECK(ref.name == "1");
}

TEST_CASE("cache layout: the tag has huggingface_hub's 191 bytes") {
  CHECK(layout::kTagText.size() == 191);
  CHECK(layout::kTagText.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
}

TEST_CASE("cache layout: a link's text goes up once for each directory of the name") {
  const std::string hex = a_blob().hex();
  CHECK(layout::link_text(artifact("vocab.txt"), a_blob()) == "../../blobs/" + hex);
  CHECK(layout::link_text(artifact("sub/dir/vocab.txt"), a_blob()) == "../../../../blobs/" + hex);
}

TEST_CASE("cache layout: a link's text leads back to its blob, and only from its own depth") {
  const std::string text = layout::link_text(artifact("a/b"), a_blob());
  CHECK(layout::blob_of_link(artifact("a/b"), text) == a_blob());
  CHECK(layout::blob_of_link(artifact("c/d"), text) == a_blob());
  CHECK_FALSE(layout::blob_of_link(artifact("a"), text));
  CHECK_FALSE(layout::blob_of_link(artifact("a/b/c"), text));
}

TEST_CASE("cache layout: any other text of a link leads to no blob") {
  const std::string hex = a_blob().hex();
  const std::string upper(40, 'B');
  for (const std::string& text : std::vector<std::string>{
           "", hex, "../../blobs/", "../../blobs/x", "../../blobs/" + upper,
           "../../blobs/" + hex + "/", "../../blobs/" + hex + "0", "../../blobs/../" + hex,
           "../../blobs//" + hex, "./../../blobs/" + hex, "/cache/blobs/" + hex, "/etc/passwd",
           "../../../other/blobs/" + hex}) {
    CAPTURE(text);
    CHECK_FALSE(layout::blob_of_link(artifact("f"), text));
  }
}

TEST_CASE("cache layout: a blob may be a link into the shared store") {
  const auto place = layout::shared_blob_of_link("../../blobs/ee/" + kHash);
  REQUIRE(place);
  CHECK(place->path() == "blobs/ee/" + kHash);
}

TEST_CASE("cache layout: a link of a blob leads nowhere else") {
  for (const std::string& text : std::vector<std::string>{
           "", "../../blobs/" + kHash, "../../blobs/ef/" + kHash, "../../blobs/ee/" + kHash + "0",
           "../../blobs/ee/" + kHash.substr(1), "../../blobs/ee/../" + kHash,
           "../blobs/ee/" + kHash, "../../../blobs/ee/" + kHash,
           "../../blobs/ee/x" + kHash.substr(1), "/blobs/ee/" + kHash, "/etc/passwd"}) {
    CAPTURE(text);
    CHECK_FALSE(layout::shared_blob_of_link(text));
  }
}

TEST_CASE("cache layout: a folder is read as the repository that it is made for") {
  for (const char* text : {"gpt2", "org/name", "moonshotai/Kimi-K2-Instruct"}) {
    CAPTURE(text);
    const RepoId repo = repo_id(text);
    const auto found = layout::repo_of_folder(repo.cache_folder());
    REQUIRE(found);
    CHECK(*found == repo);
  }
}

TEST_CASE("cache layout: other folders are no repository") {
  for (const char* folder : {"", "models--", "models", "datasets--org--name", "spaces--a--b",
                             "models--a--b--c", "models----a", "models--a--", "models--..",
                             "models--a b", "blobs", ".locks", "CACHEDIR.TAG"}) {
    CAPTURE(folder);
    CHECK_FALSE(layout::repo_of_folder(folder));
  }
}

TEST_CASE("cache layout: temporary names are new each time, and known again") {
  const std::string blob = layout::blob_temporary(a_blob());
  CHECK(blob.starts_with(a_blob().hex() + "."));
  CHECK(blob.ends_with(".incomplete"));
  CHECK(blob.size() == 40 + 1 + 8 + 11);
  CHECK(layout::is_blob_temporary(blob));
  CHECK_FALSE(layout::is_repo_temporary(blob));
  CHECK(layout::blob_temporary(a_blob()) != blob);

  const std::string repo = layout::repo_temporary();
  CHECK(layout::is_repo_temporary(repo));
  CHECK_FALSE(layout::is_blob_temporary(repo));
  CHECK(layout::repo_temporary() != repo);
}

TEST_CASE("cache layout: what others leave behind is not taken for ours") {
  const std::string hex = a_blob().hex();
  for (const std::string& name : std::vector<std::string>{
           hex, hex + ".incomplete", hex + ".part", hex + ".downloadInProgress",
           hex + ".0123456.incomplete", hex + ".0123456g.incomplete", "x.01234567.incomplete",
           hex + "01234567.incomplete", ".incomplete", ".kimitok.tmp", ".kimitok.0123456.tmp",
           "kimitok.01234567.tmp"}) {
    CAPTURE(name);
    CHECK_FALSE(layout::is_blob_temporary(name));
    CHECK_FALSE(layout::is_repo_temporary(name));
  }
}

}  // namespace
}  // namespace kimitok
