#include "support/cache_invariants.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "kimitok/blob_id.hpp"

namespace kimitok::test {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool is_hex(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<fs::path> entries_of(const fs::path& directory) {
  std::vector<fs::path> entries;
  if (!fs::is_directory(directory)) return entries;
  for (const auto& entry : fs::directory_iterator(directory)) entries.push_back(entry.path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<fs::path> files_below(const fs::path& directory) {
  std::vector<fs::path> files;
  if (!fs::is_directory(directory)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_symlink() || !entry.is_directory()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Inspector {
 public:
  CacheState state;

  void inspect_root(const fs::path& root) {
    for (const fs::path& entry : entries_of(root)) {
      const std::string name = entry.filename().string();
      if (name.starts_with("models--") && fs::is_directory(entry)) {
        inspect_repo(entry);
      } else if (name != ".locks" && name != "CACHEDIR.TAG") {
        report(entry, "does not belong into the root");
      }
    }
  }

 private:
  void report(const fs::path& path, const std::string& sentence) {
    state.problems.push_back(path.string() + " " + sentence);
  }

  void inspect_repo(const fs::path& repo) {
    for (const fs::path& entry : entries_of(repo)) {
      const std::string name = entry.filename().string();
      const bool known = name == "blobs" || name == "refs" || name == "snapshots" ||
                         name == ".no_exist" || name == "trees";
      if (!known) {
        state.leftovers.push_back(entry);
      } else if (!fs::is_directory(fs::symlink_status(entry))) {
        report(entry, "is not a directory");
      }
    }
    inspect_blobs(repo / "blobs");
    inspect_snapshots(repo);
    inspect_refs(repo);
    inspect_markers(repo);
  }

  void inspect_blobs(const fs::path& blobs) {
    for (const fs::path& blob : entries_of(blobs)) {
      const auto id = BlobId::parse(blob.filename().string());
      if (blob.extension() == ".incomplete") {
        state.leftovers.push_back(blob);
      } else if (!id || !fs::is_regular_file(blob)) {
        report(blob, "is no blob");
      } else if (!digests_of(bytes_of(blob)).fit(*id)) {
        report(blob, "holds other bytes than its name says");
      } else {
        ++state.blobs;
      }
    }
  }

  void inspect_snapshots(const fs::path& repo) {
    for (const fs::path& snapshot : entries_of(repo / "snapshots")) {
      if (!is_hex(snapshot.filename().string(), 40) || !fs::is_directory(snapshot)) {
        report(snapshot, "is no snapshot");
      }
    }
    for (const fs::path& entry : files_below(repo / "snapshots")) {
      ++state.entries;
      if (!fs::is_symlink(entry)) continue;
      const fs::path target = (entry.parent_path() / fs::read_symlink(entry)).lexically_normal();
      if (target.parent_path() != repo / "blobs" || !fs::is_regular_file(target)) {
        report(entry, "does not lead to a blob");
      }
    }
  }

  void inspect_refs(const fs::path& repo) {
    for (const fs::path& ref : files_below(repo / "refs")) {
      const std::string commit = bytes_of(ref);
      if (!is_hex(commit, 40)) {
        report(ref, "is no commit");
      } else if (!fs::is_directory(repo / "snapshots" / commit)) {
        report(ref, "has no snapshot");
      } else {
        ++state.refs;
      }
    }
  }

  void inspect_markers(const fs::path& repo) {
    for (const fs::path& marker : files_below(repo / ".no_exist")) {
      const fs::path below = marker.lexically_relative(repo / ".no_exist");
      if (!fs::is_regular_file(marker) || fs::file_size(marker) != 0) {
        report(marker, "is no marker");
      } else if (!fs::is_directory(repo / "snapshots" / *below.begin())) {
        report(marker, "has no snapshot");
      }
    }
  }
};

}  // namespace

CacheState state_of_cache(const fs::path& root) {
  Inspector inspector;
  inspector.inspect_root(root);
  return inspector.state;
}

}  // namespace kimitok::test
