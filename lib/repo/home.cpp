#include "repo/home.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "repo/characters.hpp"

namespace kimitok {
namespace {

// What the password database says; `user` is empty for whoever runs the program.
std::optional<std::string> home_on_record(const std::string& user) {
  constexpr std::size_t kEntryBytes = std::size_t{64} << 10;
  std::vector<char> buffer(kEntryBytes);
  passwd entry{};
  passwd* found = nullptr;
  if (user.empty()) {
    ::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found);
  } else {
    ::getpwnam_r(user.c_str(), &entry, buffer.data(), buffer.size(), &found);
  }
  if (found == nullptr || found->pw_dir == nullptr || *found->pw_dir == '\0') return std::nullopt;
  return found->pw_dir;
}

std::optional<std::string> home_of(const std::string& user, const Environment& environment) {
  if (user.empty()) {
    if (auto home = value_of(environment, "HOME")) return home;
  }
  return home_on_record(user);
}

std::string with_home(std::string_view path, const Environment& environment) {
  if (!path.starts_with('~')) return std::string(path);
  const std::string_view rest = path.substr(std::min(path.find('/'), path.size()));
  const std::string user(path.substr(1, path.size() - rest.size() - 1));
  auto home = home_of(user, environment);
  if (!home) return std::string(path);
  while (!rest.empty() && home->ends_with('/')) home->pop_back();
  return *home + std::string(rest);
}

bool is_variable_character(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

// The name that a text after "$" begins with; `size` is of what stands for the variable.
struct VariableName {
  std::string name;
  std::size_t size = 0;
};

VariableName variable_at(std::string_view text) {
  if (text.starts_with('{')) {
    const std::size_t end = text.find('}');
    if (end == text.npos) return {};
    return {std::string(text.substr(1, end - 1)), end + 1};
  }
  const auto end = std::find_if_not(text.begin(), text.end(), is_variable_character);
  return {std::string(text.begin(), end), static_cast<std::size_t>(end - text.begin())};
}

std::string with_variables(std::string_view text, const Environment& environment) {
  std::string result;
  for (std::size_t dollar; (dollar = text.find('$')) != text.npos;) {
    result += text.substr(0, dollar);
    text.remove_prefix(dollar + 1);
    const VariableName variable = variable_at(text);
    std::optional<std::string> value;
    if (!variable.name.empty()) value = environment(variable.name.c_str());
    if (value) {
      result += *value;
    } else {
      result += '$';
      result += text.substr(0, variable.size);
    }
    text.remove_prefix(variable.size);
  }
  return result + std::string(text);
}

}  // namespace

std::optional<std::string> value_of(const Environment& environment, const char* name) {
  auto value = environment(name);
  if (value && value->empty()) return std::nullopt;
  return value;
}

bool is_true(std::string_view value) {
  const std::string lower = lower_case(value);
  return lower == "1" || lower == "on" || lower == "yes" || lower == "true";
}

std::string expanded(std::string_view path, const Environment& environment) {
  return with_variables(with_home(path, environment), environment);
}

Result<std::filesystem::path> huggingface_home(const Environment& environment) {
  if (const auto home = value_of(environment, "HF_HOME")) {
    return std::filesystem::path(expanded(*home, environment));
  }
  if (const auto cache = value_of(environment, "XDG_CACHE_HOME")) {
    return std::filesystem::path(expanded(*cache, environment)) / "huggingface";
  }
  const auto home = home_of("", environment);
  if (!home) {
    return fail(Error(ErrorCode::usage, "there is no home directory to look for the cache in")
                    .with_remedy("set HF_HUB_CACHE or give --cache-dir"));
  }
  return std::filesystem::path(*home) / ".cache/huggingface";
}

}  // namespace kimitok
