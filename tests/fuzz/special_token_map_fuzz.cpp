// A map of special tokens is refused with a presentable error, or read so that each can be found.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/utf8.hpp"
#include "load/special_token_map.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  // Longer inputs only repeat what short ones show, and looking for each id is quadratic.
  if (size > 4096) return 0;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto tokens = parse_special_token_map(json);
  if (!tokens) {
    fuzz::require_presentable(tokens.error());
    fuzz::require(tokens.error().code() == ErrorCode::model_malformed, "the map is at fault");
    return 0;
  }
  const SpecialToken* last = nullptr;
  for (const SpecialToken& token : tokens->all()) {
    fuzz::require(last == nullptr || last->id < token.id, "ids ascend");
    fuzz::require(token.id <= MergeableRanks::kMaxId, "ids are in range");
    fuzz::require(json.find(std::to_string(token.id)) != json.npos, "an id is a number of the map");
    fuzz::require(!token.name.empty() && utf8::is_valid(token.name), "names are text");
    fuzz::require(token.special && !token.reserved, "each is special");
    fuzz::require(tokens->find(token.name) == &token, "a name leads to its token");
    fuzz::require(tokens->find(token.id) == &token, "an id leads to its token");
    last = &token;
  }
  return 0;
}
