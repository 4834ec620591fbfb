// Keeps SIGPIPE from a thread for a while.
#ifndef KIMITOK_HUB_BLOCKED_SIGPIPE_HPP_
#define KIMITOK_HUB_BLOCKED_SIGPIPE_HPP_

#include <csignal>

namespace kimitok {

// As long as this lives, a write of this thread to a connection that is closed fails with EPIPE and
// nothing more. TLS libraries write to sockets without asking for that, and a program that has not
// changed what SIGPIPE does would end without a word. Other threads are not concerned.
class BlockedSigpipe {
 public:
  BlockedSigpipe();
  BlockedSigpipe(const BlockedSigpipe&) = delete;
  BlockedSigpipe& operator=(const BlockedSigpipe&) = delete;
  ~BlockedSigpipe();

 private:
  bool was_pending_ = false;
  sigset_t before_{};
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_BLOCKED_SIGPIPE_HPP_
