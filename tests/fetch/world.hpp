// A Hub in memory with one repository, and a cache of the test's own.
#ifndef KIMITOK_TESTS_FETCH_WORLD_HPP_
#define KIMITOK_TESTS_FETCH_WORLD_HPP_

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/fetcher.hpp"
#include "kimitok/hub_client.hpp"
#include "support/fake_hub.hpp"
#include "support/temp_dir.hpp"

namespace kimitok::test {

inline const std::string kRepo = "moonshotai/Kimi-Test";

RepoId repo_id();
Revision main_branch();
Commit commit_of(char digit);  // 40 times
ArtifactName name_of(std::string_view text);
std::vector<ArtifactName> names_of(const std::vector<std::string>& texts);
Sha256Hex sha256_of(std::string_view bytes);
std::string bytes_of(const std::filesystem::path& file);
void overwrite(const std::filesystem::path& file, std::string_view bytes);
const FetchedFile& file_of(const FetchedSnapshot& snapshot, std::string_view name);

// Broken rules and leftovers of the cache at `root`.
std::vector<std::string> flaws_of(const std::filesystem::path& root);

// The real calls, but none waits for the disk. One for each thread.
System& quick_system();

// Of what main is at commit_of('a'): a vocabulary in LFS, two plain files, one of them in a folder.
HubFiles first_files();

// What first_files() are, and that there is no tokenizer.json.
PinnedArtifact pins_of_first();

class World {
 public:
  World();

  TempDir directory;
  FakeHub hub;
  std::filesystem::path root;  // of the cache
  ArtifactCache::Options cache_options;
  std::vector<std::string> warnings;
  std::vector<std::string> begun;  // "tiktoken.model 3000"
  std::uint64_t bytes = 0;
  unsigned retries = 2;

  // The names of first_files() and tokenizer.json, of main.
  FetchRequest request() const;
  FetchRequest request(const PinnedArtifact& pins) const;

  Result<FetchedSnapshot> fetch(const FetchRequest& request, System& system = quick_system());
  Result<FetchedSnapshot> fetch_offline(const FetchRequest& request,
                                        System& system = quick_system());

  std::filesystem::path repo_folder() const { return root / "models--moonshotai--Kimi-Test"; }
  std::filesystem::path snapshot() const {
    return repo_folder() / "snapshots" / commit_of('a').text();
  }
  std::filesystem::path blob_of(const std::string& name) const;  // of first_files()
  bool was_warned_of(std::string_view part) const;
  std::size_t requests_with(std::string_view part) const;  // in the URL

 private:
  FetchEvents events();

  HubSettings settings_;
};

// As a client is told: it waits without waiting.
HubClock patient_clock();

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_FETCH_WORLD_HPP_
