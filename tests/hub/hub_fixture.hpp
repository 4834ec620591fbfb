// What tests of the Hub's client have in common: settings, a scripted transport and a clock.
#ifndef KIMITOK_TESTS_HUB_HUB_FIXTURE_HPP_
#define KIMITOK_TESTS_HUB_HUB_FIXTURE_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/exchange.hpp"
#include "kimitok/hub_client.hpp"
#include "support/fake_transport.hpp"

namespace kimitok::test {

inline const std::string kCommit(40, 'c');
inline const std::string kOtherCommit(40, 'd');
inline const std::string kGitSha1(40, 'a');
inline const std::string kSha256(64, 'b');

inline HubSettings settings_for(std::string_view endpoint, std::optional<HubToken> token = {}) {
  return {.cache = "/nowhere", .endpoint = *Endpoint::parse(endpoint), .token = std::move(token)};
}

// Keeps what it is given. Ends as a test says.
struct NotingSink final : ArtifactSink {
  Result<bool> begin(const ArtifactHead& head) override {
    heads.push_back(head);
    return wants;
  }
  Result<void> write(std::string_view more) override {
    if (bytes.size() + more.size() > room) return fail(Error(ErrorCode::io, "no room").in("sink"));
    bytes += more;
    return {};
  }
  Result<void> restart() override {
    bytes.clear();
    ++restarts;
    return {};
  }

  bool wants = true;
  std::size_t room = std::size_t{1} << 30;
  std::vector<ArtifactHead> heads;
  std::string bytes;
  int restarts = 0;
};

struct HubFixture {
  HubSettings settings = settings_for("https://hub.test", HubToken{"hf_secret", "$HF_TOKEN"});
  HubClientOptions options;
  FakeTransport transport;
  FakeClock fake;
  std::vector<std::string> notes;
  RepoId repo = *RepoId::parse("org/name");
  Commit commit = *Commit::parse(kCommit);
  ArtifactName name = *ArtifactName::parse("dir/a file.json");
  NotingSink sink;

  HubClient client() {
    return {transport, settings, options, fake.clock(),
            [this](const std::string& note) { notes.push_back(note); }};
  }
  HubContext context() {
    return {transport,
            settings,
            options,
            fake.clock(),
            [this](const std::string& note) { notes.push_back(note); },
            {},
            0,
            0,
            {}};
  }
  Result<Download> download() { return client().download(repo, commit, name, sink); }
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_HUB_HUB_FIXTURE_HPP_
