// An environment of a test's own.
#ifndef KIMITOK_TESTS_REPO_ENVIRONMENT_HPP_
#define KIMITOK_TESTS_REPO_ENVIRONMENT_HPP_

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "kimitok/hub_settings.hpp"

namespace kimitok::test {

inline Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_REPO_ENVIRONMENT_HPP_
