#include "fetch/snapshot_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

std::string file_object(const FetchedFile& file) {
  const std::string hub = file.blob ? json_string_lossy(file.blob->tagged()) : "null";
  return fmt::format(R"({{"name":{},"size":{},"sha256":"{}","hub":{},"source":"{}"}})",
                     json_string_lossy(file.name.text()), file.size, file.sha256, hub,
                     name_of(file.source));
}

std::string members(const FetchReport& report) {
  const FetchedSnapshot& snapshot = report.snapshot;
  std::vector<std::string> files, absent;
  for (const FetchedFile& file : snapshot.files) {
    if (file.source == FetchedFile::Source::absent) {
      absent.push_back(json_string_lossy(file.name.text()));
    } else {
      files.push_back(file_object(file));
    }
  }
  std::string text =
      report.name.empty() ? "" : fmt::format(R"("name":{},)", json_string_lossy(report.name));
  text += fmt::format(R"("repo":{},"requested":{},"commit":"{}","directory":{})",
                      json_string_lossy(snapshot.repo.text()),
                      json_string_lossy(snapshot.requested.text()), snapshot.commit.text(),
                      json_string_lossy(report.directory.native()));
  text += fmt::format(R"(,"files":[{}],"absent":[{}],"bytes_received":{},"requests":{})",
                      fmt::join(files, ","), fmt::join(absent, ","), snapshot.bytes_received,
                      snapshot.requests);
  return text;
}

}  // namespace

std::string_view name_of(FetchedFile::Source source) {
  switch (source) {
    case FetchedFile::Source::cache:
      return "cache";
    case FetchedFile::Source::network:
      return "network";
    case FetchedFile::Source::repaired:
      return "repaired";
    case FetchedFile::Source::absent:
      return "absent";
  }
  return "";
}

std::string snapshot_object(const FetchReport& report) {
  return fmt::format("{{{}}}", members(report));
}

std::string json(const FetchReport& report) {
  return fmt::format("{{\"schema\":1,{}}}\n", members(report));
}

std::string json(const std::vector<FetchReport>& reports) {
  std::vector<std::string> objects;
  for (const FetchReport& report : reports) objects.push_back(snapshot_object(report));
  return fmt::format("{{\"schema\":1,\"artifacts\":[{}]}}\n", fmt::join(objects, ","));
}

}  // namespace kimitok::app
