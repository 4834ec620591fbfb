#include "kimitok/export.hpp"

#include <string>
#include <utility>
#include <vector>

#include "base/printable.hpp"
#include "fetch/exported_file.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

// What has to be copied: every conflict is found before the first write.
Result<std::vector<const FetchedFile*>> plan(System& system, const FetchedSnapshot& snapshot,
                                             const fs::path& directory, bool replace) {
  std::vector<const FetchedFile*> copies;
  for (const FetchedFile& file : snapshot.files) {
    const fs::path target = directory / file.name.text();
    const auto there = look_at_target(system, target);
    if (!there) return fail(there.error());
    if (there->kind == ExportTarget::Kind::nothing) {
      if (file.blob) copies.push_back(&file);
      continue;
    }
    if (!file.blob) {
      return fail(Error(ErrorCode::io, "is there, but the tokenizer has no such file")
                      .in(printable(target.native()))
                      .with_remedy("remove it, or give another directory"));
    }
    if (there->kind == ExportTarget::Kind::directory) {
      return fail(Error(ErrorCode::io, "is a directory, but a file is to be there")
                      .in(printable(target.native())));
    }
    if (there->sha256 == file.sha256) continue;
    if (!replace) {
      return fail(Error(ErrorCode::io, "is there already, and is another file")
                      .in(printable(target.native()))
                      .with_remedy("remove it, or give another directory"));
    }
    copies.push_back(&file);
  }
  return copies;
}

}  // namespace

Result<void> export_snapshot(const FetchedSnapshot& snapshot, const fs::path& directory,
                             bool replace, System& system) {
  auto copies = plan(system, snapshot, directory, replace);
  if (!copies) return fail(std::move(copies).error());
  if (auto made = make_directories(system, directory); !made) return made;
  for (const FetchedFile* file : *copies) {
    const fs::path target = directory / file->name.text();
    if (auto made = make_directories(system, target.parent_path()); !made) return made;
    if (auto copied = copy_checked(system, *file, target); !copied) return copied;
  }
  return {};
}

}  // namespace kimitok
