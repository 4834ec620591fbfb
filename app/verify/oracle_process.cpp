#include "verify/oracle_process.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace kimitok::app {
namespace {

constexpr int kCannotRun = 127;  // as sh's own status for a command it cannot find

Failure system_failure(std::string_view what) {
  return fail(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno)));
}

// Closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pipe {
  Descriptor reading, writing;

  static Result<Pipe> open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return system_failure("make a pipe");
    return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
  }
};

// A write to a command that has ended is to fail, not to end this program.
class IgnoredBrokenPipes {
 public:
  IgnoredBrokenPipes() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  IgnoredBrokenPipes(const IgnoredBrokenPipes&) = delete;
  IgnoredBrokenPipes& operator=(const IgnoredBrokenPipes&) = delete;
  ~IgnoredBrokenPipes() { std::signal(SIGPIPE, before_); }

 private:
  void (*before_)(int);
};

// Between fork and exec: only what is safe in a signal handler.
[[noreturn]] void become(const char* command, int input, int output) {
  std::signal(SIGPIPE, SIG_DFL);
  if (dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0) {
    execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
  }
  _exit(kCannotRun);
}

class Process {
 public:
  static Result<Process> start(const std::string& command) {
    auto input = Pipe::open();
    if (!input) return fail(std::move(input).error());
    auto output = Pipe::open();
    if (!output) return fail(std::move(output).error());
    const pid_t child = fork();
    if (child < 0) return system_failure("start a process");
    if (child == 0) become(command.c_str(), input->reading.get(), output->writing.get());
    fcntl(input->writing.get(), F_SETFL, O_NONBLOCK);
    return Process(child, std::move(input->writing), std::move(output->reading));
  }

  Process(Process&& other) noexcept
      : child_(std::exchange(other.child_, -1)),
        input_(std::move(other.input_)),
        output_(std::move(other.output_)) {}
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (child_ < 0) return;
    kill(child_, SIGKILL);
    wait();
  }

  // True: the command has nothing more to say.
  Result<bool> step(const OracleTalk& talk) {
    if (input_.is_open() && pending_.empty()) {
      pending_ = talk.ask();
      if (pending_.empty()) input_.close();
    }
    pollfd ends[] = {{output_.get(), POLLIN, 0}, {input_.get(), POLLOUT, 0}};
    if (poll(ends, input_.is_open() ? 2 : 1, -1) < 0) {
      if (errno == EINTR) return false;
      return system_failure("wait for the command");
    }
    if (input_.is_open() && ends[1].revents != 0) send();
    if (ends[0].revents == 0) return false;
    return receive(talk);
  }

  bool stopped() const { return stopped_; }  // no more is wanted

  Result<void> end() {
    input_.close();  // or one that still reads would wait for more
    const int status = wait();
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    if (WIFEXITED(status)) {
      return fail(ErrorCode::io,
                  fmt::format("the command ended with status {}", WEXITSTATUS(status)));
    }
    return fail(ErrorCode::io, fmt::format("the command was ended by signal {}", WTERMSIG(status)));
  }

 private:
  Process(pid_t child, Descriptor input, Descriptor output)
      : child_(child), input_(std::move(input)), output_(std::move(output)) {}

  void send() {
    const ssize_t written = ::write(input_.get(), pending_.data(), pending_.size());
    if (written >= 0) {
      pending_.erase(0, static_cast<std::size_t>(written));
    } else if (errno != EAGAIN && errno != EINTR) {
      input_.close();  // it reads no more; what it says by then, or its status, tells why
    }
  }

  Result<bool> receive(const OracleTalk& talk) {
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(output_.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return false;
    if (count < 0) return system_failure("read from the command");
    if (count == 0) return true;
    const auto goes_on = talk.hear({buffer.data(), static_cast<std::size_t>(count)});
    if (!goes_on) return fail(goes_on.error());
    stopped_ = !*goes_on;
    return stopped_;
  }

  int wait() {
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return status;
  }

  pid_t child_;
  Descriptor input_, output_;
  std::string pending_;  // asked, not yet written
  bool stopped_ = false;
};

}  // namespace

Result<void> talk_to(const std::string& command, const OracleTalk& talk) {
  const IgnoredBrokenPipes ignored;
  auto process = Process::start(command);
  if (!process) return fail(std::move(process).error());
  while (true) {
    const auto over = process->step(talk);
    if (!over) return fail(over.error());
    if (process->stopped()) return {};
    if (*over) return process->end();
  }
}

}  // namespace kimitok::app
