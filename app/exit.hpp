// How a command ends.
#ifndef KIMITOK_APP_EXIT_HPP_
#define KIMITOK_APP_EXIT_HPP_

#include "kimitok/error.hpp"
#include "messages.hpp"

namespace kimitok::app {

// Collects what goes wrong over several inputs: reports each failure, and keeps the highest exit
// status seen, so that a later success cannot hide an earlier failure (cli.md 4.2).
class Outcome {
 public:
  explicit Outcome(const Messages& messages) : messages_(messages) {}

  void failed(const Error& error);  // reports it; a broken pipe silently
  void answered_no();               // status 1 unless something worse is seen

  int status() const { return status_; }
  bool ok() const { return status_ == 0; }
  bool pipe_is_broken() const { return pipe_is_broken_; }

 private:
  const Messages& messages_;
  int status_ = 0;
  bool pipe_is_broken_ = false;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_EXIT_HPP_
