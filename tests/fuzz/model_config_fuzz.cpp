// A config.json is refused with a presentable error, or its vocab_size is a number of the file, and
// the same where the file is the text_config of another.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "load/model_config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  // Longer inputs only repeat what short ones show.
  if (size > 65536) return 0;
  const std::string json(reinterpret_cast<const char*>(data), size);
  const auto vocab_size = parse_vocab_size(json);
  if (!vocab_size) {
    fuzz::require_presentable(vocab_size.error());
    fuzz::require(vocab_size.error().code() == ErrorCode::model_malformed, "the file is at fault");
    return 0;
  }
  if (*vocab_size) {
    fuzz::require(**vocab_size <= MergeableRanks::kMaxId, "the size is in range");
    fuzz::require(json.find(std::to_string(**vocab_size)) != json.npos, "the size is in the file");
  }
  const auto first = parse_vocab_size("{\"vocab_size\":7,\"text_config\":" + json + "}");
  fuzz::require(!first || *first == 7u, "the top level's own size is the first");
  const auto nested = parse_vocab_size("{\"vocab_size\":null,\"text_config\":" + json + "}");
  fuzz::require(first.has_value() == nested.has_value(), "what is around is of no account");
  // One text_config in another is not looked into.
  if (nested) fuzz::require(!*nested || *nested == *vocab_size, "the text_config's size counts");
  return 0;
}
