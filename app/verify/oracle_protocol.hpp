// The lines that kimitok and the command of verify --against exchange: JSON, one object a line.
#ifndef KIMITOK_APP_VERIFY_ORACLE_PROTOCOL_HPP_
#define KIMITOK_APP_VERIFY_ORACLE_PROTOCOL_HPP_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok::app {

// {"i":0,"text":"..."}, or "b64" in base64 where `text` is not UTF-8; with a line end.
std::string oracle_question(std::uint64_t index, std::string_view text);

struct OracleAnswer {
  std::uint64_t index = 0;
  std::vector<TokenId> ids;
};

// {"i":0,"ids":[1,2]}; other members mean nothing. Fails with `malformed_input`.
Result<OracleAnswer> parse_oracle_answer(std::string_view line);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_ORACLE_PROTOCOL_HPP_
