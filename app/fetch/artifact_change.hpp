// What `kimitok update` finds changed.
#ifndef KIMITOK_APP_FETCH_ARTIFACT_CHANGE_HPP_
#define KIMITOK_APP_FETCH_ARTIFACT_CHANGE_HPP_

#include <optional>
#include <string>
#include <vector>

#include "kimitok/pins.hpp"

namespace kimitok::app {

// An artifact of kimitok.lock before and after.
struct ArtifactChange {
  PinnedArtifact before;
  Revision requested;                   // afterwards
  Commit commit;                        // what `requested` is now
  std::optional<PinnedArtifact> after;  // once it has been fetched

  bool is_newer() const { return commit != before.commit; }
};

// "kimi-k2: moonshotai/Kimi-K2-Instruct@main is still COMMIT", or "...: OLD -> NEW" and, once it
// has been fetched, a line for each file: changed, unchanged, new or gone.
std::string human(const ArtifactChange& change);

// {"schema":1,"written":...,"artifacts":[{"name","repo","requested","from","to","digest","files"}]}
// and a line feed; digest and files only for what has been fetched.
std::string json(const std::vector<ArtifactChange>& changes, bool written);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_ARTIFACT_CHANGE_HPP_
