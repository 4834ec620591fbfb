// Files that must not outlive the program if a signal ends it.
#ifndef KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_
#define KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_

#include <csignal>
#include <string>

namespace kimitok::app {

// While a file is made that is to be watched: holds SIGINT, SIGTERM and SIGHUP back in this thread.
// One that comes ends the program afterwards, when the file is watched.
class HeldSignals {
 public:
  HeldSignals();
  ~HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

 private:
  sigset_t before_;
};

// From now on SIGINT, SIGTERM and SIGHUP remove the file before they end the program, unless they
// are ignored. `directory` is open until keep_on_signal(), or AT_FDCWD. Of more files than
// a few at once the later ones are not watched.
void remove_on_signal(int directory, const std::string& name);

// It has gone, or has its final name. Nothing happens if it is not watched.
void keep_on_signal(int directory, const std::string& name);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_
