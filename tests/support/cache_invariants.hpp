// What holds of a Hugging Face cache at any moment, whatever went wrong before: fetch.md 4.1, and
// what makes other programs drop a repository: 1.3. Knows nothing of the code that writes caches.
#ifndef KIMITOK_TESTS_SUPPORT_CACHE_INVARIANTS_HPP_
#define KIMITOK_TESTS_SUPPORT_CACHE_INVARIANTS_HPP_

#include <filesystem>
#include <string>
#include <vector>

namespace kimitok::test {

struct CacheState {
  // What breaks a rule, a sentence each: a blob whose bytes are not those of its name, an entry of
  // a snapshot that is no file, a ref that is no commit or has no snapshot, a file where none
  // belongs.
  std::vector<std::string> problems;
  // Files in the making that nobody finished.
  std::vector<std::filesystem::path> leftovers;
  std::size_t blobs = 0;
  std::size_t entries = 0;  // of snapshots
  std::size_t refs = 0;
};

// A cache that does not exist has no problems.
CacheState state_of_cache(const std::filesystem::path& root);

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_CACHE_INVARIANTS_HPP_
