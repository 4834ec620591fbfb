#include "kimitok/pins.hpp"

#include <algorithm>
#include <utility>

#include "kimitok/digest.hpp"
#include "repo/characters.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxPinNameBytes = 64;

}  // namespace

bool is_pin_name(std::string_view name) {
  return !name.empty() && name.size() <= kMaxPinNameBytes && name.front() != '.' &&
         name.front() != '-' && std::all_of(name.begin(), name.end(), is_name_character);
}

const PinnedFile* PinnedArtifact::find(const ArtifactName& wanted) const {
  const auto found = std::ranges::find(files, wanted, &PinnedFile::name);
  return found == files.end() ? nullptr : &*found;
}

bool PinnedArtifact::is_absent(const ArtifactName& wanted) const {
  return std::ranges::find(absent, wanted) != absent.end();
}

std::string PinnedArtifact::digest() const {
  std::vector<std::string> lines;
  for (const PinnedFile& file : files) {
    lines.push_back(file.sha256.text() + "  " + file.name.text() + '\n');
  }
  std::ranges::sort(lines);
  const auto first_absent = static_cast<std::ptrdiff_t>(lines.size());
  for (const ArtifactName& missing : absent) lines.push_back("absent  " + missing.text() + '\n');
  std::sort(lines.begin() + first_absent, lines.end());
  Sha256 sha256;
  for (const std::string& line : lines) sha256.update(line);
  return "kt1:" + sha256.hex();
}

const PinnedArtifact* Pins::find(std::string_view name) const {
  const auto found = std::ranges::find(artifacts_, name, &PinnedArtifact::name);
  return found == artifacts_.end() ? nullptr : &*found;
}

void Pins::put(PinnedArtifact artifact) {
  std::ranges::sort(artifact.files, {}, &PinnedFile::name);
  std::ranges::sort(artifact.absent);
  const auto place = std::ranges::lower_bound(artifacts_, artifact.name, {}, &PinnedArtifact::name);
  if (place != artifacts_.end() && place->name == artifact.name) {
    *place = std::move(artifact);
  } else {
    artifacts_.insert(place, std::move(artifact));
  }
}

}  // namespace kimitok
