// Whatever a server sends as the head of a reply is read or refused, the same again, and what is
// made of its headers keeps to its type.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "hub/head_trail.hpp"
#include "hub/http_head.hpp"
#include "hub/hub_error.hpp"
#include "hub/redirect.hpp"
#include "hub/response_headers.hpp"
#include "hub/retry.hpp"
#include "hub/url.hpp"

namespace {

using namespace kimitok;
using fuzz::require;

bool is_printable(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(),
                                       [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; });
}

std::optional<HttpHead> read(std::string_view text) {
  HeadReader reader;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const HeadReader::Step step = reader.line(text.substr(0, end));
    text.remove_prefix(end);
    if (step == HeadReader::Step::malformed) return std::nullopt;
    if (step == HeadReader::Step::done) return reader.head();
  }
  return std::nullopt;
}

std::string written(const HttpHead& head) {
  std::string text = "HTTP/1.1 " + std::to_string(head.status) + "\r\n";
  for (const HttpHeader& header : head.headers) text += header.name + ": " + header.value + "\r\n";
  return text + "\r\n";
}

void check_head(const HttpHead& head) {
  require(head.status >= 200 && head.status <= 999, "the status has three digits");
  for (const HttpHeader& header : head.headers) {
    require(is_printable(header.name), "a header has a name");
    require(header.value.find_first_of("\r\n") == std::string::npos, "a value is one line");
  }
  const auto again = read(written(head));
  require(again && again->headers.size() == head.headers.size() && written(*again) == written(head),
          "a head that is written is read as it was");
}

void check_redirect(const HttpHead& head) {
  RedirectChain chain(*Url::parse("https://hub.test/a/b?c"), "https://hub.test:443");
  const auto followed = chain.follow(head);
  if (!followed) {
    require(is_printable(followed.error().sentence()), "the sentence is one printable line");
    require(chain.may_carry_token(), "a redirect that is refused changes nothing");
    return;
  }
  const Url& url = chain.current();
  require(url.scheme == "https" && url.reach() == Reach::name, "a redirect leads out, encrypted");
  require(Url::parse(url.text()) == url, "an address that is written is read as it was");
  require(chain.may_carry_token() == (url.origin() == "https://hub.test:443"),
          "the token goes to the Hub alone");
}

void check_headers(const HttpHead& head) {
  if (const auto range = content_range(head)) {
    require(range->first <= range->last, "a range goes forward");
    require(!range->total || range->last < *range->total, "a range is within its total");
  }
  if (const auto etag = strong_etag(head)) require(etag->starts_with('"'), "it is quoted");
  if (const auto pause = asked_pause(head)) require(pause->count() >= 0, "time goes forward");
  static_cast<void>(next_page(head));
  const RedirectChain chain(*Url::parse("https://hub.test/a"), "https://hub.test:443");
  HeadTrail trail;
  if (const auto added = trail.add(head); !added) {
    require(added.error().code() == ErrorCode::integrity, "a malformed header is integrity");
    require(is_printable(added.error().sentence()), "the sentence is one printable line");
    return;
  }
  const auto artifact = trail.artifact(head, chain);
  require(!artifact || trail.commit() == artifact->commit, "the commit is that of the trail");
  const HubSettings settings{.cache = "/", .endpoint = *Endpoint::parse("https://hub.test")};
  const auto refusal = hub_refusal(head, chain, {"org/name", "main", "a"}, settings);
  require(is_printable(refusal.error.message()), "a refusal is one printable line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto head = read(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!head) return 0;
  check_head(*head);
  check_redirect(*head);
  check_headers(*head);
  return 0;
}
