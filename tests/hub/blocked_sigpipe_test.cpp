#include "hub/blocked_sigpipe.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace kimitok {
namespace {

volatile std::sig_atomic_t g_signals = 0;

void write_to_closed_pipe() {
  std::array<int, 2> pipe_ends{};
  REQUIRE(pipe(pipe_ends.data()) == 0);
  close(pipe_ends[0]);
  errno = 0;
  CHECK(write(pipe_ends[1], "x", 1) == -1);
  CHECK(errno == EPIPE);
  close(pipe_ends[1]);
}

TEST_CASE("blocked sigpipe: the signal comes neither during its life nor after, but later again") {
  g_signals = 0;
  const auto before = std::signal(SIGPIPE, [](int) { g_signals = g_signals + 1; });
  {
    const BlockedSigpipe blocked;
    write_to_closed_pipe();
    const BlockedSigpipe nested;
    write_to_closed_pipe();
  }
  CHECK(g_signals == 0);
  write_to_closed_pipe();
  CHECK(g_signals == 1);
  std::signal(SIGPIPE, before);
}

}  // namespace
}  // namespace kimitok
