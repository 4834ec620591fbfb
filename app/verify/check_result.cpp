#include "verify/check_result.hpp"

#include <fmt/core.h>

namespace kimitok::app {

CheckResult CheckResult::passed(std::string suite, std::string name) {
  CheckResult result;
  result.suite = std::move(suite);
  result.name = std::move(name);
  return result;
}

CheckResult CheckResult::failed(std::string suite, std::string name, std::string sentence) {
  CheckResult result = passed(std::move(suite), std::move(name));
  result.status = Status::failed;
  result.difference.sentence = std::move(sentence);
  return result;
}

std::string CheckResult::title() const {
  std::string title = file;
  if (line != 0) title += fmt::format(": line {}", line);
  if (!name.empty()) title += title.empty() ? name : ": " + name;
  return title;
}

std::string_view name_of(CheckResult::Status status) {
  switch (status) {
    case CheckResult::Status::passed:
      return "passed";
    case CheckResult::Status::failed:
      return "failed";
    case CheckResult::Status::broken:
      return "broken";
    case CheckResult::Status::skipped:
      return "skipped";
  }
  return "";
}

}  // namespace kimitok::app
