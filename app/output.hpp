// Where a command's data goes: stdout, or a file that appears whole or not at all.
#ifndef KIMITOK_APP_OUTPUT_HPP_
#define KIMITOK_APP_OUTPUT_HPP_

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok::app {

// Every write is checked. Failures are `io`, or `broken_pipe` where the reader has gone away; they
// name the destination.
class Output {
 public:
  // Empty or "-": stdout. A file is written under a temporary name beside `path`, which takes its
  // place on commit(); destroyed without commit(), or by a signal, it leaves nothing. A path that
  // exists and is no regular file (a device, a FIFO) is written to directly.
  static Result<Output> open(const std::string& path);

  Output(Output&&) noexcept;
  Output& operator=(Output&&) noexcept;
  ~Output();

  // Buffered. After a failure the output is good for nothing.
  Result<void> write(std::string_view bytes);
  Result<void> flush();

  // Writes over bytes already written, at `offset` from where this output began. Requires:
  // can_rewrite().
  Result<void> rewrite(std::uint64_t offset, std::string_view bytes);
  bool can_rewrite() const;

  // Flushes, closes and publishes. Nothing may be written after.
  Result<void> commit();

  bool is_terminal() const;
  bool is_same_file(const struct stat& other) const;  // a regular file with this device and inode
  const std::string& name() const;

 private:
  struct State;
  explicit Output(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_OUTPUT_HPP_
