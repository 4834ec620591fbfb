// One thing a command reads: a file, stdin, or a text from the command line.
#ifndef KIMITOK_APP_INPUT_HPP_
#define KIMITOK_APP_INPUT_HPP_

#include <sys/stat.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/error.hpp"

namespace kimitok::app {

// What is to be read; opened later, so that one missing file does not stop the others.
struct InputName {
  enum class Kind { file, standard_input, text };
  Kind kind;
  std::string value;  // a path, or the text itself

  // As shown in messages and in output: the path, "-", or "--text".
  std::string shown() const;
};

// The inputs in the order given: operands and names from --files-from, or --text; stdin if there
// are none. Fails with `io` if a list of names cannot be read, with `usage` if stdin is asked for
// twice.
Result<std::vector<InputName>> input_names(const cli::InputArgs& args);

// Reads one input. Failures are `io` and name it; a directory is one.
class Input {
 public:
  static Result<Input> open(const InputName& name);
  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

  // Up to buffer.size() next bytes, as soon as there are any; 0: the end.
  Result<std::size_t> read(std::span<char> buffer);

  // Everything that is left.
  Result<std::string> read_all();

  // Whether the next read() may have to wait for somebody to write.
  bool may_wait() const;

  const std::string& name() const { return name_; }
  bool is_terminal() const;
  std::optional<struct stat> status() const;  // of a file or stdin
  std::optional<std::uint64_t> size() const;  // if known beforehand

 private:
  Input(std::string name, int fd, bool owned, std::string text);

  std::string name_;
  int fd_;  // -1: text_
  bool owned_;
  std::string text_;
  std::size_t text_read_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INPUT_HPP_
