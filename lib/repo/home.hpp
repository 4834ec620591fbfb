// Paths that the environment gives, by the rules of Python's os.path.
#ifndef KIMITOK_REPO_HOME_HPP_
#define KIMITOK_REPO_HOME_HPP_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "kimitok/hub_settings.hpp"

namespace kimitok {

// A variable's value; nothing if it is not set or empty.
std::optional<std::string> value_of(const Environment& environment, const char* name);

// True for 1, on, yes and true in any case; nothing else is. (huggingface_hub's _is_true.)
bool is_true(std::string_view value);

// `path` with a leading "~" or "~user" as that home, then $NAME and ${NAME} as their values; what
// has no home or value stays as it is. (expandvars(expanduser(path)).)
std::string expanded(std::string_view path, const Environment& environment);

// HF_HOME, XDG_CACHE_HOME/huggingface or ~/.cache/huggingface. Fails with `usage` if there is no
// home directory either.
Result<std::filesystem::path> huggingface_home(const Environment& environment);

}  // namespace kimitok

#endif  // KIMITOK_REPO_HOME_HPP_
