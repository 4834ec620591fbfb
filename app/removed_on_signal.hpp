// Files that must not outlive the program if a signal ends it.
#ifndef KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_
#define KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_

#include <string>

namespace kimitok::app {

// From now on SIGINT, SIGTERM and SIGHUP remove the file before they end the program, unless they
// are ignored. `directory` is open until keep_on_signal(), or AT_FDCWD. Of more files than
// a few at once the later ones are not watched.
void remove_on_signal(int directory, const std::string& name);

// It has gone, or has its final name. Nothing happens if it is not watched.
void keep_on_signal(int directory, const std::string& name);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_REMOVED_ON_SIGNAL_HPP_
