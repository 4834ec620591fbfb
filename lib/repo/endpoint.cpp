#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "json/quote.hpp"
#include "kimitok/hub_settings.hpp"
#include "repo/characters.hpp"

namespace kimitok {
namespace {

// A URL's parts, of which path may begin with "/" or be empty. (RFC 3986, section 3.)
struct UrlParts {
  std::string_view scheme, host, path;
  std::optional<std::string_view> port;
};

std::optional<UrlParts> split(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == url.npos) return std::nullopt;
  UrlParts parts;
  parts.scheme = url.substr(0, scheme_end);
  url.remove_prefix(scheme_end + 3);
  std::string_view authority = url.substr(0, url.find('/'));
  parts.path = url.substr(authority.size());
  // The colons in "[::1]" are not the port's.
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  const std::size_t colon = authority.find(':', bracket);
  parts.host = authority.substr(0, colon);
  if (colon != authority.npos) parts.port = authority.substr(colon + 1);
  return parts;
}

// Requires: `host` is in lower case.
bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    const std::string_view address = host.substr(1, host.size() - 2);
    return host.ends_with(']') && address.find(':') != address.npos &&
           address.find_first_not_of("0123456789abcdef:.") == address.npos;
  }
  return !host.empty() && std::all_of(host.begin(), host.end(), is_name_character);
}

bool is_port(std::string_view port) {
  if (port.empty() || port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit)) {
    return false;
  }
  const int number = std::stoi(std::string(port));
  return number >= 1 && number <= 65535;
}

std::string_view fault_of(std::string_view url) {
  const auto unfit = [](char c) { return c <= ' ' || c > '~' || c == '\\'; };
  if (std::any_of(url.begin(), url.end(), unfit)) {
    return "it holds a blank, a backslash or a character that is not printable ASCII";
  }
  if (url.find_first_of("?#") != url.npos) return "it has a query or a fragment";
  const auto parts = split(url);
  const std::string scheme = lower_case(parts ? parts->scheme : std::string_view());
  if (scheme != "http" && scheme != "https") return "it begins with neither https:// nor http://";
  if (parts->host.find('@') != url.npos) return "it has a user name";
  if (parts->port && parts->port->find('@') != url.npos) return "it has a user name";
  if (!is_host(lower_case(parts->host))) return "it has no host";
  if (parts->port && !is_port(*parts->port)) return "its port is no number from 1 to 65535";
  return {};
}

// 127.0.0.0/8 as it is usually written: what only some resolvers take for an address is none here.
bool is_loopback_address(std::string_view host) {
  unsigned octets = 0;
  for (bool first = true;; first = false) {
    const std::string_view octet = host.substr(0, host.find('.'));
    if (octet.empty() || octet.size() > 3) return false;
    if (!std::all_of(octet.begin(), octet.end(), is_digit)) return false;
    if (std::stoi(std::string(octet)) > 255 || (first && octet != "127")) return false;
    ++octets;
    if (octet.size() == host.size()) return octets == 4;
    host.remove_prefix(octet.size() + 1);
  }
}

}  // namespace

Result<Endpoint> Endpoint::parse(std::string_view url) {
  if (const auto fault = fault_of(url); !fault.empty()) {
    // The password in a URL is not for the screen.
    const std::string shown = url.find('@') == url.npos ? quote(url) + " is" : "this is";
    return fail(ErrorCode::usage, fmt::format("{} no address of a Hub: {}", shown, fault));
  }
  while (url.ends_with('/')) url.remove_suffix(1);
  return Endpoint(std::string(url));
}

std::string Endpoint::origin() const {
  const UrlParts parts = *split(url_);
  const std::string scheme = lower_case(parts.scheme);
  const std::string_view port = parts.port ? *parts.port : scheme == "https" ? "443" : "80";
  return fmt::format("{}://{}:{}", scheme, lower_case(parts.host), port);
}

bool Endpoint::is_loopback() const {
  const std::string host = lower_case(split(url_)->host);
  return host == "localhost" || host == "[::1]" || is_loopback_address(host);
}

}  // namespace kimitok
