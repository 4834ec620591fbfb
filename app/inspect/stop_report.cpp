#include "inspect/stop_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

std::set<TokenId> set_of(const StopIds& source) { return {source.ids.begin(), source.ids.end()}; }

}  // namespace

bool StopReport::agree() const {
  return std::ranges::all_of(
      sources, [this](const StopIds& source) { return set_of(source) == set_of(sources.front()); });
}

std::vector<std::pair<std::string, std::string>> human(const StopReport& report) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const StopIds& source : report.sources) {
    lines.emplace_back("stops at",
                       fmt::format("{}, says {} of {}", fmt::join(source.ids, " "),
                                   escaped(source.key), escaped(source.file.filename().native())));
  }
  if (!report.agree()) lines.emplace_back("", "these files disagree");
  if (!report.recommended.empty()) {
    lines.emplace_back("should stop at", fmt::format("{}, as is known of this model",
                                                     fmt::join(report.recommended, " ")));
  }
  return lines;
}

std::string json(const StopReport& report) {
  std::vector<std::string> sources;
  for (const StopIds& source : report.sources) {
    sources.push_back(fmt::format(R"({{"file":{},"key":{},"ids":[{}]}})",
                                  json_string_lossy(source.file.native()),
                                  json_string_lossy(source.key), fmt::join(source.ids, ",")));
  }
  return fmt::format(
      R"({{"sources":[{}],"agree":{},"recommended":{}}})", fmt::join(sources, ","), report.agree(),
      report.recommended.empty() ? "null"
                                 : fmt::format("[{}]", fmt::join(report.recommended, ",")));
}

}  // namespace kimitok::app
