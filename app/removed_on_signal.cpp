#include "removed_on_signal.hpp"

#include <unistd.h>

#include <array>
#include <climits>
#include <cstring>

namespace kimitok::app {
namespace {

// What a signal handler may touch: fixed storage, written before the handler can see it in use.
struct Watched {
  int directory = -1;
  std::array<char, PATH_MAX> name{};
  volatile std::sig_atomic_t used = 0;
};
constinit std::array<Watched, 8> watched{};

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

extern "C" void remove_watched_and_die(int signal) {
  for (const Watched& file : watched) {
    if (file.used != 0) ::unlinkat(file.directory, file.name.data(), 0);
  }
  // The handler was installed with SA_RESETHAND: this ends the process as the signal always does.
  ::raise(signal);
}

void install_handlers() {
  for (const int signal : kSignals) {
    struct sigaction action = {};
    // An ignored signal stays ignored: nohup and background jobs rely on it.
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action.sa_handler = remove_watched_and_die;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace

HeldSignals::HeldSignals() {
  sigset_t held;
  sigemptyset(&held);
  for (const int signal : kSignals) sigaddset(&held, signal);
  pthread_sigmask(SIG_BLOCK, &held, &before_);
}

HeldSignals::~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void remove_on_signal(int directory, const std::string& name) {
  for (Watched& file : watched) {
    if (file.used != 0 || name.size() >= file.name.size()) continue;
    file.directory = directory;
    std::memcpy(file.name.data(), name.c_str(), name.size() + 1);
    file.used = 1;
    break;
  }
  install_handlers();
}

void keep_on_signal(int directory, const std::string& name) {
  for (Watched& file : watched) {
    if (file.used != 0 && file.directory == directory && name == file.name.data()) file.used = 0;
  }
}

}  // namespace kimitok::app
