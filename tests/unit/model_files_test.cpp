#include "load/model_files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/load.hpp"
#include "support/kimi_files.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;
using test::at;
using test::check_is_kimi;
using test::check_refused;
using test::encode;
using test::Ids;
using test::TempDir;
using test::write_kimi;

TEST_CASE("model files: the two files may be named apart, and win over the directory's") {
  const TempDir directory;
  const TempDir other;
  write_kimi(directory);
  LoadRequest request;
  request.tiktoken_model = directory.path() / "tiktoken.model";
  request.tokenizer_config = directory.path() / "tokenizer_config.json";
  for (const fs::path& model : {fs::path(), other.path()}) {
    CAPTURE(model);
    request.model = model;
    const auto loaded = load_tokenizer(request);
    REQUIRE(loaded);
    check_is_kimi(*loaded);
  }
  request = at(directory.path());
  request.tokenizer_config = other.write("my.json", R"({"added_tokens_decoder":
      {"261": {"content": "<mine>", "special": true}}})");
  const auto loaded = load_tokenizer(request);
  REQUIRE(loaded);
  CHECK(encode(*loaded, "<mine>") == Ids{261});
}

TEST_CASE("model files: links to a directory or to its files are followed") {
  const TempDir directory;
  const TempDir links;
  write_kimi(directory);
  fs::create_directory_symlink(directory.path(), links.path() / "model");
  fs::create_directory(links.path() / "snapshot");
  for (const char* name : {"tiktoken.model", "tokenizer_config.json"}) {
    fs::create_symlink(directory.path() / name, links.path() / "snapshot" / name);
  }
  for (const char* name : {"model", "snapshot"}) {
    CAPTURE(name);
    const auto loaded = load_tokenizer(at(links.path() / name));
    REQUIRE(loaded);
    check_is_kimi(*loaded);
  }
}

TEST_CASE("model files: a dangling link is named") {
  const TempDir directory;
  write_kimi(directory);
  fs::remove(directory.path() / "tiktoken.model");
  fs::create_symlink("absent", directory.path() / "tiktoken.model");
  check_refused(at(directory.path()), ErrorCode::io,
                (directory.path() / "tiktoken.model").native() +
                    ": cannot be opened: No such file or directory");
}

TEST_CASE("model files: where there is nothing to load, what was looked for is said") {
  const TempDir directory;
  const std::string name = directory.path().native();
  const std::string remedy =
      "; give a directory that holds tiktoken.model and tokenizer_config.json, or tokenizer.json";
  check_refused({}, ErrorCode::model_not_found, "no vocabulary was named" + remedy);
  check_refused(at(directory.path() / "absent"), ErrorCode::model_not_found,
                name + "/absent: there is no such file or directory" + remedy);
  check_refused(at(directory.path()), ErrorCode::model_not_found,
                name + ": there is neither a tiktoken.model nor a tokenizer.json in it" + remedy);
  write_kimi(directory);
  fs::remove(directory.path() / "tokenizer_config.json");
  check_refused(at(directory.path()), ErrorCode::model_not_found,
                name +
                    ": there is a tiktoken.model in it, but no tokenizer_config.json; put it "
                    "there, or give a split pattern");
  LoadRequest request;
  request.tiktoken_model = directory.path() / "absent";
  request.pattern = "kimi";
  check_refused(request, ErrorCode::io,
                name + "/absent: cannot be opened: No such file or directory");
}

TEST_CASE("model files: what download tools leave in a file's place is recognised") {
  const TempDir directory;
  write_kimi(directory);
  const std::string name = (directory.path() / "tiktoken.model").native();
  struct Row {
    std::string_view bytes, message;
  };
  const std::vector<Row> rows = {
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n",
       "is a Git LFS pointer, not the file itself; run `git lfs pull` in its repository"},
      {"\n<!DOCTYPE html>\n<html>",
       "is a web page, not the file itself; download the raw file, logged in if it needs that"},
      {"<HTML lang=\"en\">",
       "is a web page, not the file itself; download the raw file, logged in if it needs that"},
      {"../Kimi-K2-Instruct/tiktoken.model",
       "holds only the path of another file, as a symbolic link that was not kept does; copy that "
       "file here"},
      {"", "the vocabulary is empty"},
      {"x\n", "line 1: the line has no space between a token and its rank"},
  };
  for (const Row& row : rows) {
    directory.write("tiktoken.model", row.bytes);
    check_refused(at(directory.path()), ErrorCode::model_malformed,
                  name + ": " + std::string(row.message));
  }
}

}  // namespace
}  // namespace kimitok
