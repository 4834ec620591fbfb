// Addresses as the Hub's client uses them: http and https only, taken apart once.
#ifndef KIMITOK_HUB_URL_HPP_
#define KIMITOK_HUB_URL_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kimitok {

// What kind of host it is. A number of any form that resolvers take for an address ("2130706433",
// "0x7f.1") is one; 127.0.0.0/8, [::1] and localhost are loopback.
enum class Reach { name, address, loopback };

struct Url {
  std::string scheme;  // "http" or "https"
  std::string host;    // in lower case; an IPv6 address in its brackets
  std::uint16_t port = 0;
  std::string target;  // path and query, from the "/" on; without fragment

  // Nothing for another scheme, a user name, a host with other characters than a name or address
  // has, a port that is none, or a control character. Other characters that are not allowed in a
  // URL (blanks, quotes, bytes above 127) become %NN.
  static std::optional<Url> parse(std::string_view text);

  // What `reference` (of a Location or Link header) means in a reply from here, by RFC 3986
  // section 5; nothing as for parse(), and for an empty one.
  std::optional<Url> resolve(std::string_view reference) const;

  std::string text() const;
  std::string origin() const;         // "https://huggingface.co:443", as Endpoint::origin()
  std::string without_query() const;  // fit for a message: a query may hold a signature
  Reach reach() const;

  bool operator==(const Url&) const = default;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_URL_HPP_
