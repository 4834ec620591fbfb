#include "verify/file_checks.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "kimitok/fetcher.hpp"

namespace kimitok::app {
namespace {

CheckResult wrong(CheckResult result, ErrorCode code, std::string sentence) {
  result.status = CheckResult::Status::failed;
  result.code = code;
  result.difference.sentence = std::move(sentence);
  return result;
}

// Why `digests` is not what is pinned; empty if it is.
std::string pinned_difference(const Digests& digests, const PinnedFile& pinned) {
  if (digests.size != pinned.size) {
    return fmt::format("corrupt: it has {} bytes, not {}", digests.size, pinned.size);
  }
  if (digests.sha256 != pinned.sha256.text()) {
    return fmt::format("corrupt: its SHA-256 is {}, not {}", digests.sha256, pinned.sha256.text());
  }
  if (!digests.fit(pinned.hub)) {
    return fmt::format("its bytes are pinned, but their id is not {}", pinned.hub.tagged());
  }
  return {};
}

const KnownFile* known_file(const VerifiedSnapshot& snapshot, const ArtifactName& name) {
  if (snapshot.known == nullptr || snapshot.known->commit != snapshot.commit.text()) return nullptr;
  const auto& files = snapshot.known->files;
  const auto found = std::ranges::find(files, std::string_view(name.text()), &KnownFile::name);
  return found == files.end() ? nullptr : &*found;
}

// Why `digests` is not what the blob's name and the table of known files say; empty if it is.
std::string promised_difference(const Digests& digests, const std::optional<BlobId>& blob,
                                const KnownFile* known) {
  if (blob && !digests.fit(*blob)) {
    const bool is_sha256 = blob->kind() == BlobId::Kind::sha256;
    return fmt::format("corrupt: its {} is {}, not {} as its name in the cache says",
                       is_sha256 ? "SHA-256" : "git blob id",
                       is_sha256 ? digests.sha256 : digests.git_sha1, blob->hex());
  }
  if (known != nullptr && digests.sha256 != known->sha256) {
    return fmt::format("its SHA-256 is {}, and at this commit it is known to be {}", digests.sha256,
                       known->sha256);
  }
  return {};
}

class FileChecks {
 public:
  FileChecks(const ArtifactCache& cache, const VerifiedSnapshot& snapshot)
      : cache_(cache), snapshot_(snapshot) {}

  CheckResult pinned(const PinnedFile& file) const {
    CheckResult result = passed(file.name);
    const auto found = cache_.find(snapshot_.repo, snapshot_.commit, file.name);
    if (!found) return broken(std::move(result), found.error());
    const auto digests = cache_.digests(snapshot_.repo, snapshot_.commit, file.name);
    if (!digests) return broken(std::move(result), digests.error());
    if (!*digests) return missing(std::move(result), file.name);
    if (std::string difference = pinned_difference(**digests, file); !difference.empty()) {
      return wrong(std::move(result), ErrorCode::integrity, std::move(difference));
    }
    if (!found->blob || *found->blob == file.hub) return result;
    return wrong(std::move(result), ErrorCode::integrity,
                 fmt::format("its link leads to {}, not {}", found->blob->hex(), file.hub.hex()));
  }

  CheckResult pinned_absent(const ArtifactName& name) const {
    CheckResult result = passed(name);
    const auto found = cache_.find(snapshot_.repo, snapshot_.commit, name);
    if (!found) return broken(std::move(result), found.error());
    if (found->presence != Presence::present) return result;
    return wrong(std::move(result), ErrorCode::integrity, "it is there, and pinned as absent");
  }

  // Nothing if it is not there, as it should be: kimitok.lock does not know it.
  std::optional<CheckResult> unpinned(const ArtifactName& name) const {
    const auto found = cache_.find(snapshot_.repo, snapshot_.commit, name);
    if (!found) return broken(passed(name), found.error());
    if (found->presence != Presence::present) return std::nullopt;
    return wrong(passed(name), ErrorCode::integrity, "it is there, and not pinned");
  }

  // Nothing if there is no such file.
  std::optional<CheckResult> usual(const ArtifactName& name) const {
    CheckResult result = passed(name);
    const auto found = cache_.find(snapshot_.repo, snapshot_.commit, name);
    if (!found) return broken(std::move(result), found.error());
    const auto digests = cache_.digests(snapshot_.repo, snapshot_.commit, name);
    if (!digests) return broken(std::move(result), digests.error());
    if (!*digests) {
      if (!is_entry(name)) return std::nullopt;
      return missing(std::move(result), name);
    }
    std::string difference =
        promised_difference(**digests, found->blob, known_file(snapshot_, name));
    if (difference.empty()) return result;
    return wrong(std::move(result), ErrorCode::integrity, std::move(difference));
  }

  CheckResult listed(const ArtifactName& name, const ListedArtifact* listed) const {
    CheckResult result = passed(name);
    const PinnedFile* pin = snapshot_.pins ? snapshot_.pins->find(name) : nullptr;
    if (listed == nullptr) {
      return wrong(std::move(result), ErrorCode::integrity, "the Hub does not list it");
    }
    if (pin != nullptr) {
      return compared(std::move(result), *listed, pin->size, pin->hub == listed->blob,
                      pin->hub.tagged());
    }
    const auto digests = cache_.digests(snapshot_.repo, snapshot_.commit, name);
    if (!digests) return broken(std::move(result), digests.error());
    if (!*digests) {
      return wrong(std::move(result), ErrorCode::model_not_found,
                   "the Hub lists it, and the cache does not have it");
    }
    const bool is_sha256 = listed->blob.kind() == BlobId::Kind::sha256;
    return compared(std::move(result), *listed, (*digests)->size, (*digests)->fit(listed->blob),
                    is_sha256 ? (*digests)->sha256 : (*digests)->git_sha1);
  }

  CheckResult passed(const ArtifactName& name) const {
    return CheckResult::passed("files", snapshot_.name + ": " + name.text());
  }

 private:
  static CheckResult broken(CheckResult result, const Error& error) {
    return wrong(std::move(result), error.code(), error.message());
  }

  CheckResult missing(CheckResult result, const ArtifactName& name) const {
    return wrong(std::move(result), ErrorCode::model_not_found,
                 is_entry(name) ? "missing: its link leads to no file of the cache" : "missing");
  }

  static CheckResult compared(CheckResult result, const ListedArtifact& listed, std::uint64_t size,
                              bool same_id, std::string_view id) {
    if (size != listed.size) {
      return wrong(std::move(result), ErrorCode::integrity,
                   fmt::format("it has {} bytes, and the Hub lists {}", size, listed.size));
    }
    if (same_id) return result;
    return wrong(std::move(result), ErrorCode::integrity,
                 fmt::format("its id is {}, and the Hub lists {}", id, listed.blob.tagged()));
  }

  // Whether the snapshot has something of this name, be it a link that leads nowhere.
  bool is_entry(const ArtifactName& name) const {
    std::error_code error;
    const auto path = cache_.snapshot(snapshot_.repo, snapshot_.commit) / name.text();
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
  }

  const ArtifactCache& cache_;
  const VerifiedSnapshot& snapshot_;
};

}  // namespace

std::vector<ArtifactName> file_names(const VerifiedSnapshot& snapshot) {
  if (!snapshot.pins) return tokenizer_artifacts();
  std::vector<ArtifactName> names;
  for (const PinnedFile& file : snapshot.pins->files) names.push_back(file.name);
  names.insert(names.end(), snapshot.pins->absent.begin(), snapshot.pins->absent.end());
  return names;
}

std::vector<CheckResult> check_files(const ArtifactCache& cache, const VerifiedSnapshot& snapshot) {
  const FileChecks checks(cache, snapshot);
  std::vector<CheckResult> results;
  if (snapshot.pins) {
    for (const PinnedFile& file : snapshot.pins->files) results.push_back(checks.pinned(file));
    for (const ArtifactName& name : snapshot.pins->absent) {
      results.push_back(checks.pinned_absent(name));
    }
    for (const ArtifactName& name : tokenizer_artifacts()) {
      if (snapshot.pins->find(name) != nullptr || snapshot.pins->is_absent(name)) continue;
      if (auto result = checks.unpinned(name)) results.push_back(*std::move(result));
    }
    return results;
  }
  for (const ArtifactName& name : tokenizer_artifacts()) {
    if (auto result = checks.usual(name)) results.push_back(*std::move(result));
  }
  return results;
}

std::vector<CheckResult> check_listing(const ArtifactCache& cache, const VerifiedSnapshot& snapshot,
                                       const std::vector<ListedArtifact>& listing) {
  const FileChecks checks(cache, snapshot);
  std::vector<CheckResult> results;
  for (const ArtifactName& name : file_names(snapshot)) {
    const auto found = std::ranges::find(listing, name, &ListedArtifact::name);
    const ListedArtifact* listed = found == listing.end() ? nullptr : &*found;
    CheckResult result = checks.passed(name);
    if (snapshot.pins && snapshot.pins->is_absent(name)) {
      if (listed != nullptr) {
        result = wrong(std::move(result), ErrorCode::integrity,
                       "the Hub lists it, and it is pinned as absent");
      }
    } else {
      const auto cached = cache.find(snapshot.repo, snapshot.commit, name);
      const bool is_cached = cached && cached->presence == Presence::present;
      if (!snapshot.pins && listed == nullptr && !is_cached) continue;
      result = checks.listed(name, listed);
    }
    result.suite = "remote";
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace kimitok::app
