#include "verify/oracle_protocol.hpp"

#include <fmt/core.h>
#include <simdjson.h>

#include <limits>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

namespace dom = simdjson::dom;

Failure malformed(std::string sentence) {
  return fail(ErrorCode::malformed_input, std::move(sentence));
}

}  // namespace

std::string oracle_question(std::uint64_t index, std::string_view text) {
  if (utf8::is_valid(text)) {
    return fmt::format("{{\"i\":{},\"text\":{}}}\n", index, json_string(text));
  }
  return fmt::format("{{\"i\":{},\"b64\":\"{}\"}}\n", index, encode_base64(text));
}

Result<OracleAnswer> parse_oracle_answer(std::string_view line) {
  dom::parser parser;
  dom::element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root)) {
    return malformed(fmt::format("not JSON: {}", simdjson::error_message(error)));
  }
  OracleAnswer answer;
  if (root["i"].get(answer.index) != simdjson::SUCCESS) {
    return malformed("no whole number \"i\" in an object");
  }
  dom::array array;
  if (root["ids"].get(array) != simdjson::SUCCESS) return malformed("no array \"ids\"");
  for (const dom::element item : array) {
    std::uint64_t id = 0;
    if (item.get(id) != simdjson::SUCCESS || id > std::numeric_limits<TokenId>::max()) {
      return malformed("\"ids\" is not an array of ids");
    }
    answer.ids.push_back(static_cast<TokenId>(id));
  }
  return answer;
}

}  // namespace kimitok::app
