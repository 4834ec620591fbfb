#include "token_slots.hpp"

#include <algorithm>
#include <string_view>

namespace kimitok {
namespace {

// Bounds the memory for vocabularies whose ids have wide gaps.
constexpr TokenId kMaxSlots = TokenId{1} << 18;

}  // namespace

TokenSlots::TokenSlots(const Vocabulary& vocabulary)
    : sizes_(std::min(vocabulary.end_id(), kMaxSlots), kNoSlot), slots_(sizes_.size()) {
  for (TokenId id = 0; id < sizes_.size(); ++id) {
    const auto bytes = vocabulary.bytes_of(id);
    if (!bytes || bytes->size() > kSlotBytes) continue;
    sizes_[id] = static_cast<std::uint8_t>(bytes->copy(slots_[id].data(), kSlotBytes));
  }
}

const TokenSlots* LazyTokenSlots::for_decoding(std::size_t tokens,
                                               const Vocabulary& vocabulary) const {
  if (const TokenSlots* built = built_.load(std::memory_order_acquire)) return built;
  const std::uint64_t before = tokens_.fetch_add(tokens, std::memory_order_relaxed);
  if (before + tokens < kTokensWorthBuilding) return nullptr;
  std::call_once(building_,
                 [&] { built_.store(&slots_.emplace(vocabulary), std::memory_order_release); });
  return built_.load(std::memory_order_acquire);
}

}  // namespace kimitok
