#include "count/directory_files.hpp"

#include <fmt/core.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace kimitok::app {
namespace {

namespace fs = std::filesystem;

bool matches(const fs::path& path, const std::vector<std::string>& globs) {
  return std::ranges::any_of(globs, [&path](const std::string& glob) {
    const std::string subject =
        glob.find('/') == std::string::npos ? path.filename().string() : path.string();
    return fnmatch(glob.c_str(), subject.c_str(), 0) == 0;
  });
}

bool is_wanted(const fs::path& path, const cli::InputArgs& args) {
  return (args.include.empty() || matches(path, args.include)) && !matches(path, args.exclude);
}

// A file that cannot be opened is not binary: reading it later says why.
bool looks_binary(const InputName& name) {
  auto input = Input::open(name);
  if (!input) return false;
  std::array<char, 8192> start;
  const auto count = input->read(start);
  return count && std::string_view(start.data(), *count).find('\0') != std::string_view::npos;
}

Result<std::vector<fs::path>> files_below(const std::string& directory,
                                          const cli::InputArgs& args) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code ignored;  // an entry that has gone away in the meantime is no regular file
    if (!at->is_symlink(ignored) && at->is_regular_file(ignored) && is_wanted(at->path(), args)) {
      files.push_back(at->path());
    }
  }
  if (error) {
    return fail(Error(ErrorCode::io, fmt::format("cannot read the directory: {}", error.message()))
                    .in(directory));
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<std::vector<InputName>> with_directory_files(std::vector<InputName> names,
                                                    const cli::InputArgs& args,
                                                    const Messages& messages) {
  if (!args.recursive) return names;
  std::vector<InputName> files;
  for (InputName& name : names) {
    std::error_code ignored;
    if (name.kind != InputName::Kind::file || !fs::is_directory(name.value, ignored)) {
      files.push_back(std::move(name));
      continue;
    }
    const auto below = files_below(name.value, args);
    if (!below) return fail(below.error());
    for (const fs::path& path : *below) {
      InputName file{InputName::Kind::file, path.string()};
      if (looks_binary(file)) {
        messages.detail("left out, binary: " + file.value);
      } else {
        files.push_back(std::move(file));
      }
    }
  }
  return files;
}

}  // namespace kimitok::app
