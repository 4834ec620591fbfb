// A tokenizer.json is refused with a presentable error, or what was read fits together.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "load/kimi_conversion.hpp"
#include "load/tokenizer_json.hpp"

namespace kimitok {
namespace {

void check(std::string_view bytes) {
  const auto json = parse_tokenizer_json(bytes);
  if (!json) {
    fuzz::require_presentable(json.error());
    return;
  }
  for (const PairMerge& merge : json->merges) {
    const std::string joined =
        std::string(json->ranks.bytes_of(merge.left)).append(json->ranks.bytes_of(merge.right));
    fuzz::require(!joined.empty() && joined == json->ranks.bytes_of(merge.merged),
                  "a merge joins its parts");
  }
  for (std::size_t i = 1; i < json->added_tokens.size(); ++i) {
    fuzz::require(json->added_tokens[i - 1].id < json->added_tokens[i].id, "added ids ascend");
  }
  fuzz::require(!json->pat_str.empty() || !difference_from_kimi(*json).value_or("").empty(),
                "an empty pattern is not Kimi's");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Longer inputs only repeat what short ones show; the seeds are whole vocabularies of 256 bytes.
  if (size > 65536) return 0;
  kimitok::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
