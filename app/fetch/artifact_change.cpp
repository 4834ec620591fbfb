#include "fetch/artifact_change.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string_view>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

// "changed" and the like by name of the file.
std::map<std::string, std::string_view> files_of(const PinnedArtifact& before,
                                                 const PinnedArtifact& after) {
  std::map<std::string, std::string_view> files;
  for (const PinnedFile& file : before.files) files[file.name.text()] = "gone";
  for (const PinnedFile& file : after.files) {
    const PinnedFile* old = before.find(file.name);
    files[file.name.text()] = old == nullptr               ? "new"
                              : old->sha256 == file.sha256 ? "unchanged"
                                                           : "changed";
  }
  return files;
}

std::string object(const ArtifactChange& change) {
  std::string members = fmt::format(R"("name":{},"repo":{},"requested":{},"from":"{}","to":"{}")",
                                    json_string_lossy(change.before.name),
                                    json_string_lossy(change.before.repo.text()),
                                    json_string_lossy(change.requested.text()),
                                    change.before.commit.text(), change.commit.text());
  if (change.after) {
    std::vector<std::string> files;
    for (const auto& [name, state] : files_of(change.before, *change.after)) {
      files.push_back(
          fmt::format(R"({{"name":{},"change":"{}"}})", json_string_lossy(name), state));
    }
    members += fmt::format(R"(,"digest":{{"from":"{}","to":"{}"}},"files":[{}])",
                           change.before.digest(), change.after->digest(), fmt::join(files, ","));
  }
  return fmt::format("{{{}}}", members);
}

}  // namespace

std::string human(const ArtifactChange& change) {
  const std::string what = fmt::format("{}: {}@{}", change.before.name, change.before.repo.text(),
                                       change.requested.text());
  if (!change.is_newer()) return fmt::format("{} is still {}\n", what, change.commit.text());
  std::string text =
      fmt::format("{}: {} -> {}\n", what, change.before.commit.text(), change.commit.text());
  if (!change.after) return text;
  for (const auto& [name, state] : files_of(change.before, *change.after)) {
    text += fmt::format("  {:<9}  {}\n", state, name);
  }
  return text;
}

std::string json(const std::vector<ArtifactChange>& changes, bool written) {
  std::vector<std::string> objects;
  for (const ArtifactChange& change : changes) objects.push_back(object(change));
  return fmt::format("{{\"schema\":1,\"written\":{},\"artifacts\":[{}]}}\n", written,
                     fmt::join(objects, ","));
}

}  // namespace kimitok::app
