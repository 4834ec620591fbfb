#include "support/fake_hub.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "kimitok/blob_id.hpp"

namespace kimitok::test {
namespace {

using Reply = FakeHub::Reply;

constexpr std::size_t kPieceBytes = 1000;

std::string decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes += text[i];
      continue;
    }
    unsigned value = 0;
    std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    bytes += static_cast<char>(value);
    i += 2;
  }
  return bytes;
}

// Takes `text` up to `mark`, and both from `text`; all of it if there is no mark.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t end = text.find(mark);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + mark.size());
  return taken;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

Reply not_found(std::string code, std::string message) {
  return {404, {{"x-error-code", std::move(code)}, {"x-error-message", std::move(message)}}, "{}"};
}

Reply no_repo() {
  return {401, {{"x-error-code", "RepoNotFound"}, {"x-error-message", "Repository not found"}}, {}};
}

std::string json_of(const std::string& path, const HubFile& file) {
  const Digests digests = digests_of(file.bytes);
  std::string json = fmt::format(R"({{"type":"file","path":"{}","size":{})", path, digests.size);
  if (!file.lfs) return json + fmt::format(R"(,"oid":"{}"}})", digests.git_sha1);
  // An LFS file's own oid is that of its pointer.
  return json + fmt::format(R"(,"oid":"{}","lfs":{{"oid":"{}","size":{},"pointerSize":132}}}})",
                            digests_of("pointer to " + digests.sha256).git_sha1, digests.sha256,
                            digests.size);
}

const std::string* header_of(const HttpRequest& request, std::string_view name) {
  for (const HttpHeader& header : request.headers) {
    if (std::equal(header.name.begin(), header.name.end(), name.begin(), name.end(),
                   [](char a, char b) { return std::tolower(a) == std::tolower(b); })) {
      return &header.value;
    }
  }
  return nullptr;
}

// Answers "Range: bytes=N-" as long as If-Range names what is there.
void apply_range(const HttpRequest& request, Reply& reply) {
  const std::string* range = header_of(request, "range");
  if (range == nullptr || reply.status != 200) return;
  const std::string* condition = header_of(request, "if-range");
  if (condition != nullptr && *condition != reply.headers["etag"]) return;
  std::string_view first = *range;
  if (!take(first, "bytes=")) throw std::runtime_error("a range of another unit: " + *range);
  std::size_t begin = 0;
  std::from_chars(first.data(), first.data() + first.size(), begin);
  const std::size_t size = reply.body.size();
  if (begin >= size) {
    reply.status = 416;
    reply.headers["content-range"] = fmt::format("bytes */{}", size);
    reply.body.clear();
    return;
  }
  reply.status = 206;
  reply.headers["content-range"] = fmt::format("bytes {}-{}/{}", begin, size - 1, size);
  reply.body.erase(0, begin);
}

void apply_fault(const HubFault& fault, Reply& reply) {
  switch (fault.kind) {
    case HubFault::Kind::cut:
      reply.headers.erase("content-length");
      reply.body.resize(std::min(reply.body.size(), fault.bytes));
      return;
    case HubFault::Kind::wrong_byte:
      if (!reply.body.empty()) reply.body[reply.body.size() / 2] ^= 1;
      return;
    case HubFault::Kind::lacks_header:
      reply.headers.erase(fault.text);
      return;
    case HubFault::Kind::other_body:
      reply.body = fault.text;
      reply.headers["content-length"] = std::to_string(reply.body.size());
      return;
    case HubFault::Kind::status:
      reply = {fault.status, {}, "<html>something is wrong</html>"};
      reply.headers["content-length"] = std::to_string(reply.body.size());
      return;
    case HubFault::Kind::refused:
    case HubFault::Kind::silent:
    case HubFault::Kind::reset:
      return;
  }
}

TransportOutcome send(const Reply& reply, const HubFault* fault, HttpReceiver& receiver) {
  HttpHead head{reply.status, {}};
  for (const auto& [name, value] : reply.headers) head.headers.push_back({name, value});
  const TransportOutcome stopped{TransportFault::stopped, {}};
  if (!receiver.head(head)) return stopped;
  const bool breaks = fault != nullptr && fault->kind == HubFault::Kind::reset;
  std::string_view body = reply.body;
  if (breaks) body = body.substr(0, fault->bytes);
  for (std::size_t at = 0; at < body.size(); at += kPieceBytes) {
    if (!receiver.body(body.substr(at, kPieceBytes))) return stopped;
  }
  if (breaks) return {TransportFault::broken, "connection reset by peer"};
  return {};
}

}  // namespace

void FakeHub::commit(const std::string& repo, const Commit& commit, HubFiles files) {
  repos_[repo].commits[commit.text()] = std::move(files);
}

void FakeHub::branch(const std::string& repo, const std::string& name, const Commit& commit) {
  repos_[repo].branches[name] = commit.text();
}

TransportOutcome FakeHub::get(const HttpRequest& request, HttpReceiver& receiver) {
  const std::size_t index = requests_.size();
  requests_.push_back(request);
  if (before_reply) before_reply(index);
  const HubFault* fault = fault_of(index, request.url);
  if (fault != nullptr && fault->kind == HubFault::Kind::refused) {
    return {TransportFault::connect, "connection refused"};
  }
  if (fault != nullptr && fault->kind == HubFault::Kind::silent) {
    return {TransportFault::timeout, "no reply within 10 s"};
  }
  Reply answer = reply(request);
  apply_range(request, answer);
  answer.headers["content-length"] = std::to_string(answer.body.size());
  answer.headers["x-request-id"] = fmt::format("request-{}", index);
  if (fault != nullptr) apply_fault(*fault, answer);
  return send(answer, fault, receiver);
}

const HubFault* FakeHub::fault_of(std::size_t index, const std::string& url) const {
  if (const auto found = faults.find(index); found != faults.end()) return &found->second;
  for (const auto& [part, fault] : faults_of_urls) {
    if (url.find(part) != std::string::npos) return &fault;
  }
  return nullptr;
}

Reply FakeHub::reply(const HttpRequest& request) const {
  std::string_view query = request.url;
  std::string_view path = take_until(query, "?");
  if (take(path, std::string(kCdn) + "/")) return stored_file(path);
  if (!take(path, std::string(kUrl) + "/")) {
    throw std::runtime_error("a request to another host: " + request.url);
  }
  if (take(path, "api/resolve-cache/models/")) return cached_file(path);
  if (take(path, "api/models/")) return has_api ? api(path, query) : Reply{404, {}, "no such page"};
  return resolve(path);
}

Reply FakeHub::api(std::string_view path, std::string_view query) const {
  for (const std::string_view kind : {"/revision/", "/tree/"}) {
    if (path.find(kind) == std::string_view::npos) continue;
    const std::string id(take_until(path, kind));
    const Repo* repo = find_repo(id);
    if (repo == nullptr) return no_repo();
    const std::string what = decoded(path);
    return kind == "/tree/" ? tree(*repo, id, what, query) : revision(*repo, what);
  }
  return {404, {}, "no such page"};
}

Reply FakeHub::revision(const Repo& repo, const std::string& revision) const {
  const auto branch = repo.branches.find(revision);
  const std::string& commit = branch == repo.branches.end() ? revision : branch->second;
  if (repo.commits.count(commit) == 0) return not_found("RevisionNotFound", "Invalid rev id");
  return {200,
          {{"content-type", "application/json"}},
          fmt::format(R"({{"id":"a/b","sha":"{}","private":false,"siblings":[]}})", commit)};
}

Reply FakeHub::tree(const Repo& repo, const std::string& id, const std::string& commit,
                    std::string_view query) const {
  const auto found = repo.commits.find(commit);
  if (found == repo.commits.end()) return not_found("RevisionNotFound", "Invalid rev id");
  std::size_t begin = 0;
  if (const std::size_t cursor = query.find("cursor="); cursor != std::string_view::npos) {
    query.remove_prefix(cursor + 7);
    std::from_chars(query.data(), query.data() + query.size(), begin);
  }
  Reply page{200, {{"content-type", "application/json"}}, "["};
  std::size_t at = 0;
  for (const auto& [path, file] : found->second) {
    if (at >= begin && at < begin + tree_page) {
      page.body += (at == begin ? "" : ",") + json_of(path, file);
    }
    ++at;
  }
  page.body += "]";
  if (at > begin + tree_page) {
    page.headers["link"] =
        fmt::format(R"(<{}/api/models/{}/tree/{}?recursive=true&cursor={}>; rel="next")", kUrl, id,
                    commit, begin + tree_page);
  }
  return page;
}

// The second hop of a file that is not in LFS.
Reply FakeHub::cached_file(std::string_view path) const {
  for (const auto& [id, repo] : repos_) {
    std::string_view rest = path;
    if (!take(rest, id + "/")) continue;
    const auto files = repo.commits.find(std::string(take_until(rest, "/")));
    if (files == repo.commits.end()) break;
    const auto file = files->second.find(decoded(rest));
    if (file == files->second.end()) break;
    const std::string etag = '"' + digests_of(file->second.bytes).git_sha1 + '"';
    return {200, {{"etag", etag}, {"x-repo-commit", files->first}}, file->second.bytes};
  }
  return {404, {}, "no such page"};
}

Reply FakeHub::resolve(std::string_view path) const {
  const std::string id(take_until(path, "/resolve/"));
  const Repo* repo = find_repo(id);
  if (repo == nullptr) return no_repo();
  const std::string revision = decoded(take_until(path, "/"));
  const auto branch = repo->branches.find(revision);
  const auto files = repo->commits.find(branch == repo->branches.end() ? revision : branch->second);
  if (files == repo->commits.end()) return not_found("RevisionNotFound", "Invalid rev id");
  const auto found = files->second.find(decoded(path));
  if (found == files->second.end()) {
    Reply reply = not_found("EntryNotFound", "Entry not found");
    reply.headers["x-repo-commit"] = files->first;
    return reply;
  }
  const HubFile& file = found->second;
  const Digests digests = digests_of(file.bytes);
  if (!file.lfs) {
    return {307,
            {{"location", fmt::format("/api/resolve-cache/models/{}/{}/{}?etag=%22{}%22", id,
                                      files->first, path, digests.git_sha1)}},
            "Temporary Redirect"};
  }
  return {302,
          {{"location", fmt::format("{}/{}?Expires=1&Signature=abc", kCdn, digests.sha256)},
           {"x-repo-commit", files->first},
           {"x-linked-etag", '"' + digests.sha256 + '"'},
           {"x-linked-size", std::to_string(digests.size)}},
          "Found"};
}

// What an LFS file's signed address leads to. The ETag is another 64 digits, as the real one's is.
Reply FakeHub::stored_file(std::string_view sha256) const {
  for (const auto& [id, repo] : repos_) {
    for (const auto& [commit, files] : repo.commits) {
      for (const auto& [name, file] : files) {
        if (!file.lfs || digests_of(file.bytes).sha256 != sha256) continue;
        return {200, {{"etag", '"' + digests_of("xet " + file.bytes).sha256 + '"'}}, file.bytes};
      }
    }
  }
  return {403, {}, "no such key"};
}

const FakeHub::Repo* FakeHub::find_repo(const std::string& id) const {
  const auto found = repos_.find(id);
  return found == repos_.end() ? nullptr : &found->second;
}

}  // namespace kimitok::test
