#include "verify/json_members.hpp"

#include <algorithm>

namespace kimitok::app {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t skip_blanks(std::string_view json, std::size_t at) {
  return std::min(json.find_first_not_of(kBlanks, at), json.size());
}

// `at` is on the opening quote; returns what follows the closing one.
std::size_t skip_string(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

// What follows the value at `at`.
std::size_t skip_value(std::string_view json, std::size_t at) {
  if (json[at] == '"') return skip_string(json, at);
  if (json[at] != '{' && json[at] != '[') return json.find_first_of(",]} \t\r\n", at);
  std::size_t depth = 0;
  do {
    const char c = json[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    at = c == '"' ? skip_string(json, at) : at + 1;
  } while (depth != 0);
  return at;
}

}  // namespace

std::optional<JsonSpan> find_json_member(std::string_view object, std::string_view key) {
  std::size_t at = skip_blanks(object, object.find('{') + 1);
  while (object[at] != '}') {
    const std::size_t name = at + 1;
    at = skip_string(object, at);
    const bool found = object.substr(name, at - 1 - name) == key;
    at = skip_blanks(object, skip_blanks(object, at) + 1);  // past the colon
    const std::size_t begin = at;
    at = skip_value(object, at);
    if (found) return JsonSpan{begin, at};
    at = skip_blanks(object, at);
    if (object[at] == ',') at = skip_blanks(object, at + 1);
  }
  return std::nullopt;
}

std::string with_json_member(std::string_view object, std::string_view key,
                             std::string_view value) {
  std::string changed(object);
  if (const auto span = find_json_member(object, key)) {
    return changed.replace(span->begin, span->end - span->begin, value);
  }
  const std::size_t end = changed.rfind('}');
  const std::size_t last = changed.find_last_not_of(kBlanks, end - 1);
  const std::string comma = changed[last] == '{' ? "" : ",";
  return changed.insert(last + 1, comma + '"' + std::string(key) + "\":" + std::string(value));
}

}  // namespace kimitok::app
