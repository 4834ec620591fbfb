#include "exit.hpp"

#include <algorithm>

#include "cli/exit_status.hpp"

namespace kimitok::app {

void Outcome::failed(const Error& error) {
  if (error.code() == ErrorCode::broken_pipe) {
    pipe_is_broken_ = true;
  } else {
    messages_.error(error);
  }
  status_ = std::max(status_, cli::exit_status(error.code()));
}

void Outcome::answered_no() { status_ = std::max(status_, 1); }

}  // namespace kimitok::app
