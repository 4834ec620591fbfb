#include "kimitok/repo.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace kimitok {
namespace {

constexpr std::string_view kCommit = "0102674b179db4ca5a28cd9a4fb446f87f0c1454";

struct Refused {
  std::string text;
  std::string_view reason;  // part of the message
};

TEST_CASE("repo: an id is a name, or an owner and a name") {
  for (const std::string& text :
       {std::string("moonshotai/Kimi-K2-Instruct"), std::string("gpt2"), std::string("a/b"),
        std::string("_x/y_"), std::string("moonshotai/Kimi-K2.5"), std::string("models/x"),
        std::string(96, 'a')}) {
    CAPTURE(text);
    const auto id = RepoId::parse(text);
    REQUIRE(id);
    CHECK(id->text() == text);
  }
}

TEST_CASE("repo: what is no id is refused with the rule it breaks") {
  const Refused rows[] = {
      {"", "it is empty"},
      {"a/b/c", "more than one \"/\""},
      {"models/a/b", "more than one \"/\""},
      {"/x", "a part is empty"},
      {"x/", "a part is empty"},
      {"../x", "begins with \".\" or \"-\""},
      {".x", "begins with \".\" or \"-\""},
      {"a/-x", "begins with \".\" or \"-\""},
      {"a/x.", "ends with \".\" or \"-\""},
      {"a-/x", "ends with \".\" or \"-\""},
      {"a--b", "\"--\" is not allowed"},
      {"a..b", "\"..\" is not allowed"},
      {"a/x.git", "ends with \".git\""},
      {std::string(97, 'a'), "longer than 96 bytes"},
      {"K\xC3\xADmi", "only letters, digits"},
      {"a b", "only letters, digits"},
      {"a\\b", "only letters, digits"},
      {std::string("a\0b", 3), "only letters, digits"},
      {"a@b", "only letters, digits"},
      {"a%2fb", "only letters, digits"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.text);
    const auto id = RepoId::parse(row.text);
    REQUIRE_FALSE(id);
    CHECK(id.error().code() == ErrorCode::usage);
    CHECK(id.error().message().find(row.reason) != std::string::npos);
  }
}

TEST_CASE("repo: for a pasted URL the id in it is named") {
  for (const std::string_view url :
       {"https://huggingface.co/moonshotai/Kimi-K2.5",
        "https://huggingface.co/moonshotai/Kimi-K2.5/",
        "http://hf.co/moonshotai/Kimi-K2.5/tree/main",
        "huggingface.co/moonshotai/Kimi-K2.5/blob/main/config.json", "hf.co/moonshotai/Kimi-K2.5",
        "https://user:secret@host/moonshotai/Kimi-K2.5",
        "https://huggingface.co/moonshotai/Kimi-K2.5.git",
        "https://huggingface.co/moonshotai/Kimi-K2.5?x=1/2#y"}) {
    CAPTURE(url);
    const auto id = RepoId::parse(url);
    REQUIRE_FALSE(id);
    CHECK(id.error().code() == ErrorCode::usage);
    CHECK(id.error().remedy() == "say moonshotai/Kimi-K2.5");
  }
}

TEST_CASE("repo: a URL of something else has no id to name") {
  for (const std::string_view url :
       {"https://huggingface.co", "https://huggingface.co/", "https://huggingface.co/a--b/c",
        "https://huggingface.co/datasets/a/b", "https://huggingface.co/spaces/a/b", "://"}) {
    CAPTURE(url);
    const auto id = RepoId::parse(url);
    REQUIRE_FALSE(id);
    CHECK(id.error().code() == ErrorCode::usage);
    CHECK(id.error().remedy().empty());
  }
}

TEST_CASE("repo: the folder in the cache is huggingface_hub's") {
  CHECK(RepoId::parse("gpt2")->cache_folder() == "models--gpt2");
  CHECK(RepoId::parse("moonshotai/Kimi-K2-Instruct")->cache_folder() ==
        "models--moonshotai--Kimi-K2-Instruct");
}

TEST_CASE("repo: a commit is 40 lower-case hexadecimal digits") {
  REQUIRE(Commit::parse(kCommit));
  CHECK(Commit::parse(kCommit)->text() == kCommit);
  for (const std::string_view text :
       {"", "0102674", "0102674B179db4ca5a28cd9a4fb446f87f0c1454",
        "0102674b179db4ca5a28cd9a4fb446f87f0c145", "0102674b179db4ca5a28cd9a4fb446f87f0c14540",
        "g102674b179db4ca5a28cd9a4fb446f87f0c1454", "0102674b179db4ca5a28cd9a4fb446f87f0c145\n"}) {
    CAPTURE(text);
    CHECK_FALSE(Commit::parse(text));
  }
}

TEST_CASE("repo: a revision is a branch, a tag, a ref or a commit") {
  for (const std::string& text :
       {std::string("main"), std::string("refs/pr/1"), std::string("v1.0"), std::string("0102674"),
        std::string("feature/x-y_z"), std::string("a@b"), std::string("lock"),
        std::string(255, 'a'), std::string(kCommit)}) {
    CAPTURE(text);
    const auto revision = Revision::parse(text);
    REQUIRE(revision);
    CHECK(revision->text() == text);
    CHECK(revision->commit().has_value() == (text == kCommit));
  }
}

TEST_CASE("repo: what is no revision is refused with the rule it breaks") {
  const Refused rows[] = {
      {"", "it is empty"},
      {std::string(256, 'a'), "longer than 255 bytes"},
      {"../x", "a part is \".\" or \"..\""},
      {"a/./b", "a part is \".\" or \"..\""},
      {"a/..", "a part is \".\" or \"..\""},
      {"/a", "is empty"},
      {"a/", "is empty"},
      {"a//b", "is empty"},
      {"a b", "not printable ASCII"},
      {"a\nb", "not printable ASCII"},
      {"a\x7F", "not printable ASCII"},
      {"\xC3\xA9", "not printable ASCII"},
      {std::string("a\0b", 3), "not printable ASCII"},
      {"a\\b", "is allowed"},
      {"a~1", "is allowed"},
      {"a^", "is allowed"},
      {"a:b", "is allowed"},
      {"a?", "is allowed"},
      {"a*", "is allowed"},
      {"a[1", "is allowed"},
      {"%2e%2e", "is allowed"},
      {"a@{1}", "\"@{\" is not allowed"},
      {"main.lock", "ends with \".lock\""},
      {"a.lock/b", "ends with \".lock\""},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.text);
    const auto revision = Revision::parse(row.text);
    REQUIRE_FALSE(revision);
    CHECK(revision.error().code() == ErrorCode::usage);
    CHECK(revision.error().message().find(row.reason) != std::string::npos);
  }
}

TEST_CASE("repo: a commit in upper case is refused and shown in lower case") {
  const auto revision = Revision::parse("0102674B179DB4CA5A28CD9A4FB446F87F0C1454");
  REQUIRE_FALSE(revision);
  CHECK(revision.error().code() == ErrorCode::usage);
  CHECK(revision.error().remedy() == "say " + std::string(kCommit));
}

TEST_CASE("repo: a file's path may hold whatever is safe on every system") {
  for (const std::string& text :
       {std::string("tiktoken.model"), std::string("sub/dir/vocab.txt"), std::string(".hidden"),
        std::string("a b#?%[]+\xC3\xA9.txt"), std::string("..a"), std::string("a..b"),
        std::string("-x"), std::string("console"), std::string("com"), std::string("com10"),
        std::string("xnul"), std::string("1:x"), std::string(255, 'a')}) {
    CAPTURE(text);
    const auto name = ArtifactName::parse(text);
    REQUIRE(name);
    CHECK(name->text() == text);
  }
}

TEST_CASE("repo: what is no safe path is refused with the rule it breaks") {
  std::string deep;
  while (deep.size() <= 4096) deep += "a/";
  deep += 'a';
  const Refused rows[] = {
      {"", "it is empty"},
      {deep, "longer than 4096 bytes"},
      {std::string(256, 'a'), "longer than 255 bytes"},
      {"a/" + std::string(256, 'a'), "longer than 255 bytes"},
      {"/etc/passwd", "begins with \"/\""},
      {"//server/share", "begins with \"/\""},
      {".", "a part is \".\" or \"..\""},
      {"..", "a part is \".\" or \"..\""},
      {"../x", "a part is \".\" or \"..\""},
      {"a/../b", "a part is \".\" or \"..\""},
      {"a/./b", "a part is \".\" or \"..\""},
      {"a//b", "a part is empty"},
      {"a/", "a part is empty"},
      {"a\\b", "\"\\\" is not allowed"},
      {"..\\x", "\"\\\" is not allowed"},
      {"\\\\server\\share", "\"\\\" is not allowed"},
      {"C:x", "a drive's letter"},
      {"C:/x", "a drive's letter"},
      {"a/c:", "a drive's letter"},
      {std::string("a\0b", 3), "a control character"},
      {"a\nb", "a control character"},
      {"a\x7F", "a control character"},
      {"\xFF", "it is not UTF-8"},
      {"a.", "ends with \".\" or a blank"},
      {"a ", "ends with \".\" or a blank"},
      {"a./b", "ends with \".\" or a blank"},
      {"CON", "the name of a device"},
      {"a/nul", "the name of a device"},
      {"prn/a", "the name of a device"},
      {"Aux.json", "the name of a device"},
      {"aux .json", "the name of a device"},
      {"COM1", "the name of a device"},
      {"lpt9.txt", "the name of a device"},
      {"com\xC2\xB9.txt", "the name of a device"},
      {"CONIN$", "the name of a device"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.text);
    const auto name = ArtifactName::parse(row.text);
    REQUIRE_FALSE(name);
    CHECK(name.error().code() == ErrorCode::malformed_input);
    CHECK(name.error().message().find(row.reason) != std::string::npos);
  }
}

TEST_CASE("repo: a reference is an id and perhaps a revision") {
  const auto bare = RepoReference::parse("moonshotai/Kimi-K3");
  REQUIRE(bare);
  CHECK(bare->repo.text() == "moonshotai/Kimi-K3");
  CHECK_FALSE(bare->revision);
  CHECK(bare->text() == "moonshotai/Kimi-K3");

  const auto at = RepoReference::parse("moonshotai/Kimi-K3@refs/pr/1@x");
  REQUIRE(at);
  CHECK(at->repo.text() == "moonshotai/Kimi-K3");
  REQUIRE(at->revision);
  CHECK(at->revision->text() == "refs/pr/1@x");
  CHECK(at->text() == "moonshotai/Kimi-K3@refs/pr/1@x");
}

TEST_CASE("repo: a reference is refused for its id or its revision") {
  const Refused rows[] = {
      {"", "repository's id: it is empty"},
      {"@main", "repository's id: it is empty"},
      {"a/b@", "revision: it is empty"},
      {"a/b@../x", "a part is \".\" or \"..\""},
      {"https://user@huggingface.co/a/b", "is a URL"},
  };
  for (const Refused& row : rows) {
    CAPTURE(row.text);
    const auto reference = RepoReference::parse(row.text);
    REQUIRE_FALSE(reference);
    CHECK(reference.error().code() == ErrorCode::usage);
    CHECK(reference.error().message().find(row.reason) != std::string::npos);
  }
}

TEST_CASE("repo: all but unreserved characters are percent-encoded") {
  CHECK(percent_encoded("AZaz09-._~", true) == "AZaz09-._~");
  CHECK(percent_encoded("refs/pr/1", true) == "refs%2Fpr%2F1");
  CHECK(percent_encoded("a b#?%[]+\xC3\xA9/x.txt", false) == "a%20b%23%3F%25%5B%5D%2B%C3%A9/x.txt");
  CHECK(percent_encoded("", false).empty());
}

}  // namespace
}  // namespace kimitok
