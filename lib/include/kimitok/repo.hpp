// Names of repositories, revisions, commits and files. Each is checked once, where it comes in; a
// value of these types is safe in a URL path and in a file name ever after. Nothing else reaches
// one. Rules: huggingface_hub's validators (repo ids, file names), fetch.md 1.10.
#ifndef KIMITOK_REPO_HPP_
#define KIMITOK_REPO_HPP_

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// "moonshotai/Kimi-K2-Instruct", or a name alone ("gpt2").
class RepoId {
 public:
  // Fails with `usage` (the sentence says which rule is broken; a pasted URL gets a remedy that
  // names the id in it): one or two segments of [A-Za-z0-9._-], at most 96 bytes, no "--" or "..",
  // no segment that begins or ends with "." or "-", no final ".git".
  static Result<RepoId> parse(std::string_view text);

  const std::string& text() const noexcept { return text_; }
  std::string cache_folder() const;  // "models--moonshotai--Kimi-K2-Instruct"

  auto operator<=>(const RepoId&) const = default;

 private:
  explicit RepoId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// 40 lower-case hexadecimal digits.
class Commit {
 public:
  static std::optional<Commit> parse(std::string_view text);

  const std::string& text() const noexcept { return text_; }

  auto operator<=>(const Commit&) const = default;

 private:
  explicit Commit(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// A branch, a tag, "refs/pr/1", or a commit.
class Revision {
 public:
  // Fails with `usage`: empty, over 255 bytes, an empty, "." or ".." segment, a leading or trailing
  // "/", bytes other than printable ASCII, any of \ ~ ^ : ? * [ @{ blank, "%", or a segment that
  // ends with ".lock"; and a commit in upper case, with a remedy.
  static Result<Revision> parse(std::string_view text);

  const std::string& text() const noexcept { return text_; }
  std::optional<Commit> commit() const { return Commit::parse(text_); }

  auto operator<=>(const Revision&) const = default;

 private:
  explicit Revision(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// The path of a file in a repository, "/" between segments.
class ArtifactName {
 public:
  // Fails with `malformed_input`: empty, a NUL or control character, an empty, "." or ".." segment,
  // a leading "/", any "\", a drive letter or reserved device name (CON, NUL, COM1, ...) as a
  // segment, a segment that ends with "." or a blank, a segment over 255 bytes, or over 4096 in
  // all; invalid UTF-8.
  static Result<ArtifactName> parse(std::string_view text);

  const std::string& text() const noexcept { return text_; }

  auto operator<=>(const ArtifactName&) const = default;

 private:
  explicit ArtifactName(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// REPO[@REVISION] as people type it.
struct RepoReference {
  RepoId repo;
  std::optional<Revision> revision;

  // Fails with `usage`.
  static Result<RepoReference> parse(std::string_view text);
  std::string text() const;
};

// `path` with every byte but [A-Za-z0-9-._~] as %NN; "/" too if `slash_too`.
std::string percent_encoded(std::string_view path, bool slash_too);

}  // namespace kimitok

#endif  // KIMITOK_REPO_HPP_
