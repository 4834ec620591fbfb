// kimitok complete: names for the completion scripts, one in a line.
#include <fmt/core.h>

#include <set>
#include <string>

#include "command.hpp"
#include "exit.hpp"
#include "fetch/print_result.hpp"
#include "hub_session.hpp"
#include "kimitok/artifact_cache.hpp"
#include "kimitok/known_models.hpp"
#include "pins_file.hpp"

namespace kimitok::app {
namespace {

using Names = std::set<std::string>;

void add_pins(Names& names) {
  const auto project = read_pins(kPinsFileName, Pins::UnknownKeys::ignore);
  if (!project || !*project) return;
  for (const PinnedArtifact& artifact : (*project)->pins.artifacts()) names.insert(artifact.name);
}

void add_aliases(Names& names) {
  for (const KnownModel& model : known_models()) {
    for (const std::string_view alias : model.aliases) names.emplace(alias);
  }
}

void add_cached(const cli::GlobalArgs& global, Names& names) {
  auto root = hub_cache_directory(process_environment(), global.cache_dir);
  if (!root) return;
  const auto repositories = ArtifactCache(*std::move(root)).repositories();
  if (!repositories) return;
  for (const CachedRepo& cached : *repositories) names.insert(cached.repo.text());
}

}  // namespace

int run_complete(const cli::Args& args) {
  const Messages messages(args.global);
  Outcome outcome(messages);
  Names names;
  add_pins(names);
  if (args.candidates == "models") {
    add_aliases(names);
    add_cached(args.global, names);
  }
  std::string lines;
  for (const std::string& name : names) lines += name + '\n';
  return print_result(lines, false, outcome);
}

}  // namespace kimitok::app
