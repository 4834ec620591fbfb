#include "removed_on_signal.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "support/temp_dir.hpp"

namespace kimitok::app {
namespace {

// The status of a process that does `work` and would then end with 0.
template <typename Work>
int status_of(Work work) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // In place of the test program's own handlers.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
    work();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

TEST_CASE(
    "removed on signal: a signal that comes while the file is made removes it, and then ends the "
    "program") {
  const test::TempDir directory;
  const std::string file = directory.path() / "file";
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = status_of([&] {
      const HeldSignals until_watched;
      ::close(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600));
      ::raise(signal);
      remove_on_signal(AT_FDCWD, file);
    });
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == signal);
    CHECK_FALSE(std::filesystem::exists(file));
  }
}

TEST_CASE(
    "removed on signal: what has its final name is kept, and an ignored signal does nothing") {
  const test::TempDir directory;
  const std::string kept = directory.path() / "kept", watched = directory.path() / "watched";
  const auto make = [](const std::string& name) {
    ::close(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600));
    remove_on_signal(AT_FDCWD, name);
  };
  int status = status_of([&] {
    make(kept);
    make(watched);
    keep_on_signal(AT_FDCWD, kept);
    ::raise(SIGTERM);
  });
  CHECK(WIFSIGNALED(status));
  CHECK(std::filesystem::exists(kept));
  CHECK_FALSE(std::filesystem::exists(watched));

  status = status_of([&] {
    ::signal(SIGHUP, SIG_IGN);
    make(watched);
    ::raise(SIGHUP);
  });
  CHECK(WIFEXITED(status));
  CHECK(std::filesystem::exists(watched));
}

}  // namespace
}  // namespace kimitok::app
