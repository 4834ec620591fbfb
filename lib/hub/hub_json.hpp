// Replies of the Hub's API.
#ifndef KIMITOK_HUB_HUB_JSON_HPP_
#define KIMITOK_HUB_HUB_JSON_HPP_

#include <cstdint>
#include <string>

#include "hub/exchange.hpp"
#include "json/json_document.hpp"

namespace kimitok {

struct JsonReply {
  Reply reply;
  std::string body;  // of an answer; empty for a reply that is none
};

// Fails as ask_until_answered(), and with `network` if the answer is a web page or longer than
// `max_bytes`.
Result<JsonReply> get_json(HubContext& context, const Url& url, const HubSubject& subject,
                           std::uint64_t max_bytes);

// An error about JSON of the Hub: `code`, and the sentence and position of `error`.
Error about_hub_json(const Error& error, ErrorCode code);

}  // namespace kimitok

#endif  // KIMITOK_HUB_HUB_JSON_HPP_
