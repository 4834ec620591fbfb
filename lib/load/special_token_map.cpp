#include "load/special_token_map.hpp"

#include <string>
#include <utility>
#include <vector>

#include "json/json_document.hpp"

namespace kimitok {

Result<SpecialTokens> parse_special_token_map(std::string_view json) {
  auto document = JsonDocument::parse(json);
  if (!document) return fail(std::move(document).error());
  std::vector<SpecialToken> tokens;
  for (const JsonValue entry : document->root()) {
    auto id = entry.as_id();
    if (!id) return fail(std::move(id).error());
    tokens.push_back({*id, std::string(entry.key()), false, true});
  }
  return SpecialTokens::create(std::move(tokens));
}

}  // namespace kimitok
