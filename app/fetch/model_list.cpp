#include "fetch/model_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "escaped.hpp"
#include "model_reference.hpp"

namespace kimitok::app {
namespace {

using Cells = std::array<std::string, 5>;

std::string cached_cell(const ListedModel& listed) {
  if (listed.is_cached()) return "yes";
  return listed.cached.empty() ? "no" : "other";
}

Cells cells_of(const ListedModel& listed) {
  const KnownModel& model = *listed.model;
  return {model.aliases.empty() ? "-" : std::string(model.aliases.front()), cached_cell(listed),
          model.eos_ids.empty() ? "-" : fmt::format("{}", fmt::join(model.eos_ids, " ")),
          std::string(model.repo), model.commit.empty() ? "-" : std::string(model.commit)};
}

std::string object(const ListedModel& listed) {
  const KnownModel& model = *listed.model;
  std::vector<std::string> aliases, cached;
  for (const std::string_view alias : model.aliases) aliases.push_back(json_string_lossy(alias));
  for (const Commit& commit : listed.cached) cached.push_back(json_string_lossy(commit.text()));
  return fmt::format(
      R"({{"repo":{},"aliases":[{}],"commit":{},"eos_ids":[{}],"cached":{},"cached_commits":[{}]}})",
      json_string_lossy(model.repo), fmt::join(aliases, ","),
      model.commit.empty() ? "null" : json_string_lossy(model.commit),
      fmt::join(model.eos_ids, ","), listed.is_cached(), fmt::join(cached, ","));
}

}  // namespace

bool ListedModel::is_cached() const {
  if (model->commit.empty()) return !cached.empty();
  return std::ranges::any_of(
      cached, [this](const Commit& commit) { return commit.text() == model->commit; });
}

Result<std::vector<ListedModel>> list_models(const ArtifactCache& cache) {
  const auto repositories = cache.repositories();
  if (!repositories) return fail(repositories.error());
  std::vector<ListedModel> models;
  for (const KnownModel& model : known_models()) models.push_back({&model, {}});
  for (const CachedRepo& cached : *repositories) {
    const KnownModel* known = find_known_model(cached.repo);
    if (known == nullptr) continue;
    ListedModel& listed = models[static_cast<std::size_t>(known - known_models().data())];
    for (const Commit& commit : cached.snapshots) {
      if (has_vocabulary(cache, cached.repo, commit)) listed.cached.push_back(commit);
    }
  }
  return models;
}

std::string human(const std::vector<ListedModel>& models) {
  std::vector<Cells> rows = {{"alias", "cached", "eos ids", "repository", "commit"}};
  for (const ListedModel& listed : models) rows.push_back(cells_of(listed));
  std::array<std::size_t, 4> widths{};
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      text += fmt::format("{:<{}}  ", row[i], widths[i]);
    }
    text += row.back() + '\n';
  }
  return text;
}

std::string json(const std::vector<ListedModel>& models) {
  std::vector<std::string> objects;
  for (const ListedModel& listed : models) objects.push_back(object(listed));
  return fmt::format("{{\"schema\":1,\"tiktoken_model_sha256\":\"{}\",\"models\":[{}]}}\n",
                     kKimiModelSha256, fmt::join(objects, ","));
}

}  // namespace kimitok::app
