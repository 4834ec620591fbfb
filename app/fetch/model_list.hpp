// The models known by name, and what of them is in the cache.
#ifndef KIMITOK_APP_FETCH_MODEL_LIST_HPP_
#define KIMITOK_APP_FETCH_MODEL_LIST_HPP_

#include <string>
#include <vector>

#include "kimitok/artifact_cache.hpp"
#include "kimitok/known_models.hpp"

namespace kimitok::app {

struct ListedModel {
  const KnownModel* model;
  std::vector<Commit> cached;  // the commits whose vocabulary is in the cache

  // Whether `kimitok fetch` of it has nothing to do: its known commit is there, or, where none is
  // known, any.
  bool is_cached() const;
};

// In the order of known_models(). Fails with `io` where the cache cannot be read.
Result<std::vector<ListedModel>> list_models(const ArtifactCache& cache);

// Alias, cached or not, eos ids, repository and commit, under a line of titles.
std::string human(const std::vector<ListedModel>& models);

// {"schema":1,"tiktoken_model_sha256":...,"models":[...]} and a line feed.
std::string json(const std::vector<ListedModel>& models);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_MODEL_LIST_HPP_
