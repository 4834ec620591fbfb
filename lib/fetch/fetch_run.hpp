// One fetch: the files of one commit, one after the other.
#ifndef KIMITOK_FETCH_FETCH_RUN_HPP_
#define KIMITOK_FETCH_FETCH_RUN_HPP_

#include <string>
#include <vector>

#include "fetch/artifact_download.hpp"
#include "fetch/expectation.hpp"
#include "fetch/found_file.hpp"
#include "kimitok/fetcher.hpp"

namespace kimitok {

// Everything given to the constructor is used as long as this lives.
class FetchRun {
 public:
  FetchRun(ArtifactCache& cache, HubClient* hub, const FetchEvents& events,
           const FetchRequest& request, const Commit& commit);

  // All files of the request, in its order. Fails as Fetcher::fetch.
  Result<std::vector<FetchedFile>> files();

  // Whether the cache was written to.
  bool has_written() const noexcept { return has_written_; }

 private:
  // Nothing where it is missing and there is no Hub to ask.
  Result<std::optional<FetchedFile>> file(const Expectation& expectation);
  Result<std::optional<FetchedFile>> link_pinned(const Expectation& expectation,
                                                 const FoundFile& found);
  Result<FetchedFile> fetch(const Expectation& expectation, const FoundFile& found);
  Result<FetchedFile> download(const Expectation& expectation, const FoundFile& found, bool afresh);
  Result<FetchedFile> absent(const Expectation& expectation);
  Result<FetchedFile> link(const Expectation& expectation, const StoredBlob& stored,
                           const FoundFile& found);
  Failure missing(const std::vector<std::string>& names) const;
  void warn(const std::string& sentence) const;

  ArtifactCache& cache_;
  HubClient* hub_;
  const FetchEvents& events_;
  const FetchRequest& request_;
  const Commit& commit_;
  bool has_written_ = false;
};

// "run `kimitok fetch moonshotai/Kimi-K2-Instruct@main` ...".
std::string fetch_remedy(const RepoId& repo, std::string_view revision);

}  // namespace kimitok

#endif  // KIMITOK_FETCH_FETCH_RUN_HPP_
