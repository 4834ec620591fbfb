#include "kimitok/vocabulary.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kimitok {

Result<Vocabulary> Vocabulary::create(MergeableRanks ranks, SpecialTokens specials) {
  TokenId end_id = ranks.end_id();
  for (const SpecialToken& token : specials.all()) {
    if (token.id > MergeableRanks::kMaxId) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("id {} of special token {} is above {}", token.id, token.name,
                              MergeableRanks::kMaxId));
    }
    if (ranks.contains(token.id)) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("id {} is both the special token {} and a mergeable one", token.id,
                              token.name));
    }
    if (const TokenId id = ranks.find(token.name); id != kNoToken) {
      return fail(ErrorCode::model_malformed,
                  fmt::format("special token {} ({}) has the bytes of mergeable token {}",
                              token.name, token.id, id));
    }
    end_id = std::max(end_id, token.id + 1);
  }
  return Vocabulary(std::move(ranks), std::move(specials), end_id);
}

std::optional<std::string_view> Vocabulary::bytes_of(TokenId id) const noexcept {
  if (const std::string_view bytes = ranks_.bytes_of(id); !bytes.empty()) return bytes;
  if (const SpecialToken* token = specials_.find(id)) return token->name;
  return std::nullopt;
}

}  // namespace kimitok
