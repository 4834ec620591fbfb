#include "cache/cache_layout.hpp"

#include <fmt/core.h>

#include <random>
#include <utility>

namespace kimitok::cache_layout {
namespace {

constexpr const char* kLocks = ".locks";
constexpr const char* kRefs = "refs";
constexpr const char* kAbsent = ".no_exist";
constexpr const char* kSharedBlobs = "blobs";  // of the root: what repositories share

constexpr std::string_view kRepoPrefix = "models--";
constexpr std::string_view kRepoTemporaryPrefix = ".kimitok.";
constexpr std::string_view kRepoTemporarySuffix = ".tmp";
constexpr std::string_view kBlobTemporarySuffix = ".incomplete";
constexpr std::size_t kRandomDigits = 8;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string random_digits() {
  // Not a seeded generator: a process that forked would give both halves the same names.
  std::random_device source;
  return fmt::format("{:08x}", source() & 0xffffffffu);
}

// What is left of `text` without `prefix` and `suffix`; nothing if it has not got both.
std::optional<std::string_view> between(std::string_view prefix, std::string_view text,
                                        std::string_view suffix) {
  if (text.size() < prefix.size() + suffix.size()) return std::nullopt;
  if (!text.starts_with(prefix) || !text.ends_with(suffix)) return std::nullopt;
  return text.substr(prefix.size(), text.size() - prefix.size() - suffix.size());
}

// The file `path` ("a/b/c") below `directories`.
Place below(std::vector<std::string> directories, std::string_view path) {
  std::size_t slash = path.find('/');
  while (slash != std::string_view::npos) {
    directories.emplace_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
    slash = path.find('/');
  }
  return {std::move(directories), std::string(path)};
}

// From the directory of a snapshot's entry up to the folder of the repository, then to the blobs.
std::string link_prefix(const ArtifactName& name) {
  std::string prefix = "../../";
  for (const char byte : name.text()) {
    if (byte == '/') prefix += "../";
  }
  return prefix + kBlobs + "/";
}

}  // namespace

std::filesystem::path Place::path() const {
  std::filesystem::path path;
  for (const std::string& directory : directories) path /= directory;
  return path / name;
}

Place blob(const RepoId& repo, const BlobId& blob) {
  return below({repo.cache_folder(), kBlobs}, blob.hex());
}

Place ref(const RepoId& repo, const Revision& revision) {
  return below({repo.cache_folder(), kRefs}, revision.text());
}

Place snapshot_entry(const RepoId& repo, const Commit& commit, const ArtifactName& name) {
  return below({repo.cache_folder(), kSnapshots, commit.text()}, name.text());
}

Place absent_marker(const RepoId& repo, const Commit& commit, const ArtifactName& name) {
  return below({repo.cache_folder(), kAbsent, commit.text()}, name.text());
}

Place lock(const RepoId& repo, const BlobId& blob) {
  return below({kLocks, repo.cache_folder()}, blob.hex() + ".lock");
}

std::optional<RepoId> repo_of_folder(std::string_view folder) {
  const auto flat = between(kRepoPrefix, folder, "");
  if (!flat) return std::nullopt;
  std::string text(*flat);
  if (const std::size_t seam = text.find("--"); seam != std::string::npos)
    text.replace(seam, 2, "/");
  auto repo = RepoId::parse(text);
  if (!repo || repo->cache_folder() != folder) return std::nullopt;
  return *std::move(repo);
}

std::string link_text(const ArtifactName& name, const BlobId& blob) {
  return link_prefix(name) + blob.hex();
}

std::optional<BlobId> blob_of_link(const ArtifactName& name, std::string_view text) {
  const auto hex = between(link_prefix(name), text, "");
  return hex ? BlobId::parse(*hex) : std::nullopt;
}

std::optional<Place> shared_blob_of_link(std::string_view text) {
  const auto path = between(fmt::format("../../{}/", kSharedBlobs), text, "");
  if (!path || path->size() != 3 + 64 || (*path)[2] != '/') return std::nullopt;
  const std::string_view hash = path->substr(3);
  if (!is_hex(hash, 64) || path->substr(0, 2) != hash.substr(0, 2)) return std::nullopt;
  return below({kSharedBlobs}, *path);
}

std::string blob_temporary(const BlobId& blob) {
  return fmt::format("{}.{}{}", blob.hex(), random_digits(), kBlobTemporarySuffix);
}

std::string repo_temporary() {
  return fmt::format("{}{}{}", kRepoTemporaryPrefix, random_digits(), kRepoTemporarySuffix);
}

bool is_blob_temporary(std::string_view name) {
  const auto stem = between("", name, kBlobTemporarySuffix);
  if (!stem || stem->size() < kRandomDigits + 1) return false;
  const std::size_t dot = stem->size() - kRandomDigits - 1;
  return (*stem)[dot] == '.' && is_hex(stem->substr(dot + 1), kRandomDigits) &&
         BlobId::parse(stem->substr(0, dot));
}

bool is_repo_temporary(std::string_view name) {
  const auto digits = between(kRepoTemporaryPrefix, name, kRepoTemporarySuffix);
  return digits && is_hex(*digits, kRandomDigits);
}

}  // namespace kimitok::cache_layout
