#include "standard_streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <initializer_list>

namespace kimitok::app {

void occupy_closed_streams() noexcept {
  // The lowest free number is the one open() gives, so going upwards fills each gap in its turn.
  // Standard input is opened for writing and the others for reading: using them fails with EBADF.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0) continue;
    if (::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) ::_exit(70);
  }
}

}  // namespace kimitok::app
