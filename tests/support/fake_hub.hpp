// A Hub in memory: answers requests as the real one does (fetch.md 1.8), and misbehaves on demand.
#ifndef KIMITOK_TESTS_SUPPORT_FAKE_HUB_HPP_
#define KIMITOK_TESTS_SUPPORT_FAKE_HUB_HPP_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/repo.hpp"
#include "kimitok/transport.hpp"

namespace kimitok::test {

struct HubFile {
  std::string bytes;
  bool lfs = false;  // by a signed address on another origin, under its SHA-256
};

using HubFiles = std::map<std::string, HubFile>;

// What goes wrong with one reply.
struct HubFault {
  enum class Kind {
    refused,       // no connection
    silent,        // no head in time
    reset,         // the connection breaks after `bytes` of the body
    cut,           // the body has no announced length and ends after `bytes`: a success to HTTP
    wrong_byte,    // one byte in the middle is another
    status,        // `status`, with a page in place of a body
    lacks_header,  // without `text`, a header's name
    other_body,    // `text` in place of the body
  };
  Kind kind = Kind::refused;
  std::size_t bytes = 0;
  int status = 500;
  std::string text = {};
};

class FakeHub final : public Transport {
 public:
  static constexpr std::string_view kUrl = "https://hub.test";
  static constexpr std::string_view kCdn = "https://cdn.test";

  // A repository appears with its first commit.
  void commit(const std::string& repo, const Commit& commit, HubFiles files);
  void branch(const std::string& repo, const std::string& name, const Commit& commit);

  // By the number of the request, from 0; then by what its URL contains, each time.
  std::map<std::size_t, HubFault> faults;
  std::map<std::string, HubFault> faults_of_urls;
  bool has_api = true;        // false: a mirror of files alone
  std::size_t tree_page = 2;  // entries of a listing in one reply
  std::function<void(std::size_t request)> before_reply;

  const std::vector<HttpRequest>& requests() const { return requests_; }
  void forget_requests() { requests_.clear(); }

  TransportOutcome get(const HttpRequest& request, HttpReceiver& receiver) override;

  struct Reply {
    int status = 200;
    std::map<std::string, std::string> headers = {};
    std::string body = {};
  };

 private:
  struct Repo {
    std::map<std::string, HubFiles> commits;
    std::map<std::string, std::string> branches;
  };

  const HubFault* fault_of(std::size_t index, const std::string& url) const;
  Reply reply(const HttpRequest& request) const;
  Reply api(std::string_view path, std::string_view query) const;
  Reply revision(const Repo& repo, const std::string& revision) const;
  Reply tree(const Repo& repo, const std::string& id, const std::string& commit,
             std::string_view query) const;
  Reply cached_file(std::string_view path) const;
  Reply resolve(std::string_view path) const;
  Reply stored_file(std::string_view sha256) const;
  const Repo* find_repo(const std::string& id) const;

  std::map<std::string, Repo> repos_;
  std::vector<HttpRequest> requests_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_FAKE_HUB_HPP_
