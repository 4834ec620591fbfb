// A tokenizer_config.json is refused with a presentable error, or keeps its promises.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tokenizer_config.hpp"
#include "kimitok/utf8.hpp"
#include "load/kimi_specials.hpp"
#include "load/model_config.hpp"
#include "load/special_token_map.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  // Longer inputs only repeat what short ones show.
  if (size > 65536) return 0;
  const std::string_view json(reinterpret_cast<const char*>(data), size);

  const auto config = parse_tokenizer_config(json);
  if (!config) {
    fuzz::require_presentable(config.error());
  } else {
    for (std::size_t i = 0; i < config->added_tokens.size(); ++i) {
      const AddedToken& token = config->added_tokens[i];
      fuzz::require(i == 0 || config->added_tokens[i - 1].id < token.id, "ids ascend");
      fuzz::require(token.id <= MergeableRanks::kMaxId, "ids are in range");
      fuzz::require(!token.content.empty() && utf8::is_valid(token.content), "content is text");
    }
    for (const std::string& name : config->all_special_tokens()) {
      fuzz::require(!name.empty() && utf8::is_valid(name), "names are text");
    }
    const auto specials = kimi_special_tokens(config->added_tokens, 163584);
    if (specials) fuzz::require(specials->size() == 256, "every slot is a special token");
  }
  // The other objects a tokenizer's folder may hold.
  if (const auto vocab_size = parse_vocab_size(json); !vocab_size) {
    fuzz::require_presentable(vocab_size.error());
  }
  static_cast<void>(parse_special_token_map(json));
  return 0;
}
