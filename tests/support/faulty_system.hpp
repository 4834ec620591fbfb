// The real system calls, counted, with the faults a test asks for.
#ifndef KIMITOK_TESTS_SUPPORT_FAULTY_SYSTEM_HPP_
#define KIMITOK_TESTS_SUPPORT_FAULTY_SYSTEM_HPP_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/system.hpp"

namespace kimitok::test {

// Calls are numbered from 0, all kinds together. For one thread at a time. An fsync() is not handed
// on to posix_system(): it is slow, and only a power cut could tell.
class FaultySystem : public System {
 public:
  enum class Moment { before, after };

  static constexpr int kDeathStatus = 137;

  explicit FaultySystem(System& real = posix_system()) : real_(real) {}

  // Every call so far, as "renameat blobs/x" (with the path, where the call has one).
  const std::vector<std::string>& calls() const { return calls_; }
  // How many of them change the disk, or would have: among them each open that may create or write.
  std::size_t changes() const { return changes_; }

  // ---- faults; any number of them together ----

  // Once. A close() that fails has closed the file all the same, as on Linux.
  void fail(std::size_t call, int error) { failing_calls_[call] = error; }
  // Each call of this name: ("symlinkat", EPERM) is a disk without links, ("flock", ENOTSUP) one
  // without locks.
  void fail_all(const std::string& name, int error) { failing_names_[name] = error; }
  // Each write() of more than a byte takes half of what it is given.
  void write_short() { writes_short_ = true; }
  // Each lock is granted to whoever asks.
  void grant_locks() { grants_locks_ = true; }
  // A disk with room for this many bytes of files; then what fits is written, and ENOSPC. Bytes
  // that are truncated or removed do not become free again.
  void limit_disk(std::uint64_t bytes) { room_ = bytes; }
  // The process ends with kDeathStatus and cleans nothing up.
  void die(std::size_t call, Moment moment) { death_ = {call, moment}; }

  int openat(int directory, const char* path, int flags, mode_t mode) override;
  ssize_t read(int fd, void* bytes, std::size_t size) override;
  ssize_t write(int fd, const void* bytes, std::size_t size) override;
  int ftruncate(int fd, off_t size) override;
  int fsync(int fd) override;
  int close(int fd) override;
  int fstat(int fd, struct stat* status) override;
  int fstatat(int directory, const char* path, struct stat* status, int flags) override;
  int mkdirat(int directory, const char* path, mode_t mode) override;
  int renameat(int from_directory, const char* from, int to_directory, const char* to) override;
  int symlinkat(const char* target, int directory, const char* path) override;
  ssize_t readlinkat(int directory, const char* path, char* target, std::size_t size) override;
  int unlinkat(int directory, const char* path, int flags) override;
  int flock(int fd, int operation) override;
  int fchmod(int fd, mode_t mode) override;
  int fchmodat(int directory, const char* path, mode_t mode) override;
  int list(int directory, std::vector<std::string>* names) override;
  int free_bytes(int directory, unsigned long long* bytes) override;

 private:
  struct Death {
    std::size_t call;
    Moment moment;
  };
  enum class Effect { none, change };

  template <typename Call>
  auto observed(const std::string& name, std::string_view path, Effect effect, Call call)
      -> decltype(call());
  std::optional<int> error_of(std::size_t call, const std::string& name) const;
  ssize_t write_what_fits(int fd, const void* bytes, std::size_t size);

  System& real_;
  std::vector<std::string> calls_;
  std::size_t changes_ = 0;
  std::map<std::size_t, int> failing_calls_;
  std::map<std::string, int> failing_names_;
  bool writes_short_ = false;
  bool grants_locks_ = false;
  std::optional<std::uint64_t> room_;
  std::optional<Death> death_;
};

// Runs `work` in a process of its own and returns its exit status: 0 if `work` returned, 99 if it
// threw, FaultySystem::kDeathStatus if it died of that, 128 and the number of the signal that ended
// it.
int status_of_child(const std::function<void()>& work);

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_FAULTY_SYSTEM_HPP_
