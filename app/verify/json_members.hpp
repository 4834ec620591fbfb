// Changes single members of a JSON object and leaves every other byte as it is.
#ifndef KIMITOK_APP_VERIFY_JSON_MEMBERS_HPP_
#define KIMITOK_APP_VERIFY_JSON_MEMBERS_HPP_

#include <optional>
#include <string>
#include <string_view>

namespace kimitok::app {

// Of a member's value in the object's text: bytes [begin, end).
struct JsonSpan {
  std::size_t begin, end;
};

// Nothing if no member's name is spelled `key` (names with escapes are not undone). Requires:
// `object` is valid JSON, an object.
std::optional<JsonSpan> find_json_member(std::string_view object, std::string_view key);

// `object` with `value`, which is JSON, as the value of `key`; a member that is missing is added at
// the end. Requires: as above.
std::string with_json_member(std::string_view object, std::string_view key, std::string_view value);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_JSON_MEMBERS_HPP_
