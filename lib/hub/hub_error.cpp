#include "hub/hub_error.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "hub/response_headers.hpp"

namespace kimitok {
namespace {

struct Refusal {
  ErrorCode code;
  std::string sentence;
  std::string remedy;
};

// Text of a server, fit for a sentence: printable ASCII, and not all of it if there is much.
std::string presentable(std::string_view text) {
  constexpr std::size_t kShown = 200;
  std::string shown;
  for (const char c : text.substr(0, kShown)) shown += c >= ' ' && c <= '~' ? c : '?';
  if (text.size() > kShown) shown += "...";
  return shown;
}

std::string error_message(const HttpHead& head) {
  const std::string* message = head.find("x-error-message");
  return message == nullptr ? std::string() : presentable(*message);
}

std::string named_repo(const HubSubject& subject) { return "the repository " + subject.repo; }

Refusal no_such_repo(const HubSubject& subject, const HubSettings& settings) {
  if (settings.token) {
    return {ErrorCode::not_on_hub,
            fmt::format("{} does not exist, or the token from {} may not see it",
                        named_repo(subject), settings.token->source),
            "check the name, and whether that token has access"};
  }
  return {ErrorCode::not_on_hub,
          fmt::format("{} does not exist, or is private", named_repo(subject)),
          "check the name; for a private repository put a token in HF_TOKEN"};
}

Refusal no_such_revision(const HubSubject& subject) {
  return {ErrorCode::not_on_hub,
          fmt::format("{} has no branch, tag or commit {}", named_repo(subject), subject.revision),
          ""};
}

Refusal no_such_entry(const HubSubject& subject) {
  return {ErrorCode::not_on_hub,
          fmt::format("{} has no file {} at {}", named_repo(subject), presentable(subject.artifact),
                      subject.revision),
          ""};
}

Refusal gated(const HubSubject& subject, const HubSettings& settings) {
  const std::string page = fmt::format("{}/{}", settings.endpoint.url(), subject.repo);
  if (settings.token) {
    return {ErrorCode::access_denied,
            fmt::format("{} is gated, and its terms are not accepted by the owner of the token "
                        "from {}",
                        named_repo(subject), settings.token->source),
            fmt::format("accept them at {}", page)};
  }
  return {ErrorCode::access_denied, fmt::format("{} is gated", named_repo(subject)),
          fmt::format("accept its terms at {} and put a token in HF_TOKEN", page)};
}

Refusal bad_token(const HubSettings& settings) {
  const std::string source =
      settings.token ? "the token from " + settings.token->source : "a token that was not sent";
  return {ErrorCode::access_denied, fmt::format("the Hub does not accept {}", source),
          "renew it, or try without: a public repository needs none"};
}

Refusal unauthorized(const HttpHead& head, const HubSubject& subject, const HubSettings& settings) {
  const std::string message = error_message(head);
  if (message.find("Invalid credentials") != std::string::npos) return bad_token(settings);
  if (settings.token) {
    return {ErrorCode::access_denied,
            fmt::format("the Hub refuses access to {} with the token from {}", subject.repo,
                        settings.token->source),
            "check whether that token is valid and has access, or try without"};
  }
  return {ErrorCode::access_denied,
          fmt::format("the Hub refuses access to {} without a token", subject.repo),
          "check the name; for a private or gated repository put a token in HF_TOKEN"};
}

Refusal forbidden(const HttpHead& head, const HubSubject& subject) {
  const std::string message = error_message(head);
  if (message.find("Access to this resource is disabled") != std::string::npos) {
    return {ErrorCode::access_denied, fmt::format("{} is disabled", named_repo(subject)), ""};
  }
  return {ErrorCode::access_denied,
          message.empty()
              ? fmt::format("the Hub forbids access to {}", subject.repo)
              : fmt::format("the Hub forbids access to {}: \"{}\"", subject.repo, message),
          ""};
}

Refusal storage_refusal(int status, const Url& url) {
  return {
      ErrorCode::network,
      fmt::format("{}, where the Hub keeps the file, answered with status {}", url.host, status),
      ""};
}

Refusal other(int status, const HttpHead& head) {
  const std::string message = error_message(head);
  return {ErrorCode::network,
          fmt::format("answered with status {}{}", status,
                      message.empty() ? "" : fmt::format(": \"{}\"", message)),
          ""};
}

Refusal by_status(const HttpHead& head, const RedirectChain& chain, const HubSubject& subject,
                  const HubSettings& settings) {
  if (is_transient(head.status)) return other(head.status, head);
  if (chain.left_origin()) return storage_refusal(head.status, chain.current());
  switch (head.status) {
    case 401:
      return unauthorized(head, subject, settings);
    case 403:
      return forbidden(head, subject);
    case 404:
      return {ErrorCode::not_on_hub, "answered with status 404 and without saying what is missing",
              "check the name and whether the endpoint is a Hub"};
    case 407:
      return {ErrorCode::network, "the proxy wants a user name and password",
              "see http_proxy, https_proxy and no_proxy"};
    case 451:
      return {ErrorCode::access_denied,
              fmt::format("{} is not available for legal reasons", named_repo(subject)), ""};
    default:
      return other(head.status, head);
  }
}

Refusal classified(const HttpHead& head, const RedirectChain& chain, const HubSubject& subject,
                   const HubSettings& settings) {
  const std::string code = hub_error_code(head);
  if (code == "GatedRepo") return gated(subject, settings);
  if (code == "RepoNotFound") {
    // The Hub says this also of a token it does not know.
    if (error_message(head).find("Invalid credentials") != std::string::npos) {
      return bad_token(settings);
    }
    return no_such_repo(subject, settings);
  }
  if (code == "RevisionNotFound") return no_such_revision(subject);
  if (code == "EntryNotFound") return no_such_entry(subject);
  return by_status(head, chain, subject, settings);
}

std::string_view remedy_for(TransportFault fault) {
  switch (fault) {
    case TransportFault::tls:
      return "certificates to trust are named by --cacert or SSL_CERT_FILE";
    case TransportFault::proxy:
      return "see http_proxy, https_proxy and no_proxy";
    case TransportFault::host_unknown:
    case TransportFault::connect:
      return "check the network, the endpoint and the proxy";
    case TransportFault::none:
    case TransportFault::stopped:
    case TransportFault::interrupted:
    case TransportFault::timeout:
    case TransportFault::broken:
    case TransportFault::malformed:
      break;
  }
  return {};
}

Setback::Hope hope_after(TransportFault fault) {
  switch (fault) {
    case TransportFault::timeout:
    case TransportFault::broken:
      return Setback::Hope::good;
    case TransportFault::host_unknown:
    case TransportFault::connect:
    case TransportFault::proxy:
      return Setback::Hope::little;
    case TransportFault::none:
    case TransportFault::stopped:
    case TransportFault::interrupted:
    case TransportFault::tls:
    case TransportFault::malformed:
      break;
  }
  return Setback::Hope::none;
}

}  // namespace

std::string hub_error_code(const HttpHead& head) {
  const std::string* code = head.find("x-error-code");
  return code == nullptr ? std::string() : *code;
}

bool is_transient(int status) {
  return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 ||
         status == 504;
}

Setback hub_refusal(const HttpHead& head, const RedirectChain& chain, const HubSubject& subject,
                    const HubSettings& settings) {
  Refusal refusal = classified(head, chain, subject, settings);
  if (const std::string id = request_id(head); !id.empty()) {
    refusal.sentence += fmt::format(" (request {})", presentable(id));
  }
  Error error = Error(refusal.code, std::move(refusal.sentence))
                    .in(chain.text())
                    .with_remedy(std::move(refusal.remedy));
  const bool again = is_transient(head.status) && error.code() == ErrorCode::network;
  return {std::move(error), again ? Setback::Hope::good : Setback::Hope::none, asked_pause(head)};
}

Setback transport_setback(const TransportOutcome& outcome, const RedirectChain& chain) {
  Error error = Error(ErrorCode::network, outcome.sentence)
                    .in(chain.text())
                    .with_remedy(std::string(remedy_for(outcome.fault)));
  return {std::move(error), hope_after(outcome.fault), std::nullopt};
}

}  // namespace kimitok
