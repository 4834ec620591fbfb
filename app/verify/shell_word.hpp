// Text as a shell reads it back.
#ifndef KIMITOK_APP_VERIFY_SHELL_WORD_HPP_
#define KIMITOK_APP_VERIFY_SHELL_WORD_HPP_

#include <string>
#include <string_view>

#include "cli/args.hpp"

namespace kimitok::app {

// One word of any POSIX shell. Without backslashes, which Messages would double.
std::string shell_word(std::string_view word);

// Whether Messages shows `text` as it is, and it is short enough to stand in a command.
bool is_plain(std::string_view text);

// A command that writes `text` to its output, with base64's help where that is not plain.
std::string printing_command(std::string_view text);

// The flags that name the model, as the user gave them, each after a blank.
std::string model_flags(const cli::GlobalArgs& global);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_SHELL_WORD_HPP_
