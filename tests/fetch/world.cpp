#include "fetch/world.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <stdexcept>

#include "support/cache_invariants.hpp"
#include "support/power_cut_system.hpp"

namespace kimitok::test {
namespace {

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return *std::move(result);
}

HubSettings settings_of(const std::filesystem::path& root) {
  return {.cache = root,
          .endpoint = value_of(Endpoint::parse(FakeHub::kUrl)),
          .token = {},
          .progress_bars = {},
          .user_agent_origin = {},
          .ca_file = {},
          .ca_directory = {},
          .warnings = {}};
}

BlobId blob_id(const HubFile& file) {
  const Digests digests = digests_of(file.bytes);
  return BlobId::parse(file.lfs ? digests.sha256 : digests.git_sha1).value();
}

}  // namespace

RepoId repo_id() { return value_of(RepoId::parse(kRepo)); }

Revision main_branch() { return value_of(Revision::parse("main")); }

Commit commit_of(char digit) { return Commit::parse(std::string(40, digit)).value(); }

ArtifactName name_of(std::string_view text) { return value_of(ArtifactName::parse(text)); }

std::vector<ArtifactName> names_of(const std::vector<std::string>& texts) {
  std::vector<ArtifactName> names;
  for (const std::string& text : texts) names.push_back(name_of(text));
  return names;
}

Sha256Hex sha256_of(std::string_view bytes) {
  return Sha256Hex::parse(digests_of(bytes).sha256).value();
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

System& quick_system() {
  thread_local PowerCutSystem without_cut(std::numeric_limits<std::size_t>::max());
  return without_cut;
}

void overwrite(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

const FetchedFile& file_of(const FetchedSnapshot& snapshot, std::string_view name) {
  return *std::find_if(snapshot.files.begin(), snapshot.files.end(),
                       [name](const FetchedFile& file) { return file.name.text() == name; });
}

std::vector<std::string> flaws_of(const std::filesystem::path& root) {
  CacheState state = state_of_cache(root);
  for (const auto& leftover : state.leftovers) {
    state.problems.push_back(leftover.string() + " was left over");
  }
  return state.problems;
}

HubFiles first_files() {
  return {{"tiktoken.model", {std::string(3000, 'v'), true}},
          {"tokenizer_config.json", {"{\"a\": 1}\n", false}},
          {"deep/er/notes.txt", {"nested\n", false}}};
}

PinnedArtifact pins_of_first() {
  PinnedArtifact pins{.name = "kimi",
                      .repo = repo_id(),
                      .requested = main_branch(),
                      .commit = commit_of('a'),
                      .files = {},
                      .absent = names_of({"tokenizer.json"})};
  for (const auto& [name, file] : first_files()) {
    pins.files.push_back({name_of(name), file.bytes.size(), sha256_of(file.bytes), blob_id(file)});
  }
  return pins;
}

World::World() : root(directory.path() / "cache"), settings_(settings_of(root)) {
  hub.commit(kRepo, commit_of('a'), first_files());
  hub.branch(kRepo, "main", commit_of('a'));
}

FetchRequest World::request() const {
  return {.repo = repo_id(),
          .revision = main_branch(),
          .names = names_of(
              {"tiktoken.model", "tokenizer.json", "tokenizer_config.json", "deep/er/notes.txt"}),
          .expected = {}};
}

FetchRequest World::request(const PinnedArtifact& pins) const {
  FetchRequest pinned = request();
  pinned.pins = &pins;
  return pinned;
}

Result<FetchedSnapshot> World::fetch(const FetchRequest& request, System& system) {
  ArtifactCache cache(root, cache_options, system);
  HubClientOptions options;
  options.retries = retries;
  HubClient client(hub, settings_, options, patient_clock(), [](const std::string&) {});
  return Fetcher(cache, &client, events()).fetch(request);
}

Result<FetchedSnapshot> World::fetch_offline(const FetchRequest& request, System& system) {
  ArtifactCache cache(root, cache_options, system);
  return Fetcher(cache, nullptr, events()).fetch(request);
}

std::filesystem::path World::blob_of(const std::string& name) const {
  return repo_folder() / "blobs" / blob_id(first_files().at(name)).hex();
}

bool World::was_warned_of(std::string_view part) const {
  return std::any_of(warnings.begin(), warnings.end(), [part](const std::string& warning) {
    return warning.find(part) != std::string::npos;
  });
}

std::size_t World::requests_with(std::string_view part) const {
  const auto& requests = hub.requests();
  return static_cast<std::size_t>(std::count_if(
      requests.begin(), requests.end(),
      [part](const HttpRequest& request) { return request.url.find(part) != std::string::npos; }));
}

FetchEvents World::events() {
  return {.begin =
              [this](const ArtifactName& name, std::optional<std::uint64_t> size) {
                begun.push_back(fmt::format("{} {}", name.text(), size.value_or(0)));
              },
          .bytes = [this](std::uint64_t more) { bytes += more; },
          .warning = [this](const std::string& sentence) { warnings.push_back(sentence); }};
}

HubClock patient_clock() {
  const auto now =
      std::make_shared<std::chrono::steady_clock::time_point>(std::chrono::steady_clock::now());
  return {.now = [now] { return *now; },
          .sleep =
              [now](std::chrono::milliseconds pause) {
                *now += pause;
                return true;
              },
          .jitter = [] { return 0.5; }};
}

}  // namespace kimitok::test
