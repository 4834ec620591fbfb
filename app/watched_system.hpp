// The system calls of the cache, with what they leave unfinished removed when a signal comes.
#ifndef KIMITOK_APP_WATCHED_SYSTEM_HPP_
#define KIMITOK_APP_WATCHED_SYSTEM_HPP_

#include "kimitok/system.hpp"

namespace kimitok::app {

// posix_system(), except that a file it makes under a temporary name (".incomplete") is known to
// remove_on_signal() until it is renamed or removed.
System& watched_system();

}  // namespace kimitok::app

#endif  // KIMITOK_APP_WATCHED_SYSTEM_HPP_
