#include "hub/url.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace kimitok {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7F; }

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool all_of(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

std::uint16_t default_port(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc() || stop != end || port == 0) return std::nullopt;
  return port;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {
    return host.size() > 2 && host.ends_with(']') &&
           all_of(host.substr(1, host.size() - 2), "0123456789abcdef:.");
  }
  return !host.empty() && !host.starts_with('.') &&
         all_of(host, "abcdefghijklmnopqrstuvwxyz0123456789-._");
}

// `target` with the characters that a request line cannot hold as %NN.
std::optional<std::string> encoded_target(std::string_view target) {
  std::string encoded;
  for (const char c : target) {
    if (is_control(c)) return std::nullopt;
    if (c < 0 || std::string_view(" \"<>\\^`{|}").find(c) != std::string_view::npos) {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      encoded += c;
    }
  }
  return encoded;
}

// Sets host and port from "host[:port]".
bool set_authority(std::string_view authority, Url& url) {
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  url.host = lower_case(authority.substr(0, colon));
  url.port = default_port(url.scheme);
  if (colon != std::string_view::npos && colon + 1 < authority.size()) {
    const auto port = parse_port(authority.substr(colon + 1));
    if (!port) return false;
    url.port = *port;
  }
  return is_host(url.host);
}

// RFC 3986, section 5.2.4, for a path that begins with "/".
std::string without_dot_segments(std::string_view path) {
  std::string clean;
  while (!path.empty()) {
    const std::size_t slash = path.find('/', 1);
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(segment.size());
    if (segment == "/..") {
      clean.erase(std::min(clean.rfind('/'), clean.size()));
    } else if (segment != "/.") {
      clean += segment;
      continue;
    }
    if (path.empty()) clean += '/';
  }
  return clean;
}

std::string without_dot_segments_before_query(std::string_view target) {
  const std::size_t query = std::min(target.find('?'), target.size());
  return without_dot_segments(target.substr(0, query)) + std::string(target.substr(query));
}

// The length of "scheme" in "scheme:...", 0 if there is none.
std::size_t scheme_size(std::string_view text) {
  const std::size_t end = text.find_first_of(":/?#");
  return end != std::string_view::npos && text[end] == ':' ? end : 0;
}

// The last label decides, as no top-level domain is a number.
bool is_address(std::string_view host) {
  if (host.starts_with('[')) return true;
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view label = host.substr(host.rfind('.') + 1);
  return label.starts_with("0x") ? all_of(label.substr(2), kHexDigits)
                                 : !label.empty() && all_of(label, kDigits);
}

bool is_loopback_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host == "localhost" || host.ends_with(".localhost");
}

}  // namespace

std::optional<Url> Url::parse(std::string_view text) {
  Url url;
  url.scheme = lower_case(text.substr(0, scheme_size(text)));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  text.remove_prefix(url.scheme.size() + 1);
  if (!text.starts_with("//")) return std::nullopt;
  text.remove_prefix(2);
  text = text.substr(0, text.find('#'));
  const std::size_t end = std::min(text.find_first_of("/?"), text.size());
  if (!set_authority(text.substr(0, end), url)) return std::nullopt;
  auto target = encoded_target(text.substr(end));
  if (!target) return std::nullopt;
  if (!target->starts_with('/')) target->insert(0, "/");
  url.target = without_dot_segments_before_query(*target);
  return url;
}

std::optional<Url> Url::resolve(std::string_view reference) const {
  reference = reference.substr(0, reference.find('#'));
  if (reference.empty()) return std::nullopt;
  if (scheme_size(reference) > 0) return parse(reference);
  if (reference.starts_with("//")) return parse(scheme + ":" + std::string(reference));
  const std::string_view path = std::string_view(target).substr(0, target.find('?'));
  std::string_view kept;
  if (reference.starts_with('?')) {
    kept = path;
  } else if (!reference.starts_with('/')) {
    kept = path.substr(0, path.rfind('/') + 1);
  }
  return parse(origin() + std::string(kept) + std::string(reference));
}

std::string Url::text() const {
  const bool usual = port == default_port(scheme);
  return scheme + "://" + host + (usual ? "" : fmt::format(":{}", port)) + target;
}

std::string Url::origin() const { return fmt::format("{}://{}:{}", scheme, host, port); }

std::string Url::without_query() const {
  const std::string whole = text();
  return whole.substr(0, whole.find('?'));
}

Reach Url::reach() const {
  if (is_loopback_name(host) || host == "[::1]") return Reach::loopback;
  if (!is_address(host)) return Reach::name;
  return host.starts_with("127.") ? Reach::loopback : Reach::address;
}

}  // namespace kimitok
