#include "token_slots.hpp"

#include <algorithm>
#include <string_view>

namespace kimitok {
namespace {

// Bounds the memory for vocabularies whose ids have wide gaps.
constexpr TokenId kMaxSlots = TokenId{1} << 18;

}  // namespace

TokenSlots::TokenSlots(const Vocabulary& vocabulary)
    : sizes_(std::min(vocabulary.end_id(), kMaxSlots), kNoSlot),
      slots_(make_large_array(sizes_.size(), Slot{})) {
  for (TokenId id = 0; id < sizes_.size(); ++id) {
    const auto bytes = vocabulary.bytes_of(id);
    if (!bytes || bytes->size() > kSlotBytes) continue;
    sizes_[id] = static_cast<std::uint8_t>(bytes->copy(slots_[id].data(), kSlotBytes));
  }
}

// By loads, because hints do not wake the processor's own prefetching.
void TokenSlots::read_ahead() const noexcept {
  constexpr std::size_t kLineBytes = 64;
  unsigned sum = 0;
  for (std::size_t id = 0; id < sizes_.size(); id += kLineBytes) sum += sizes_[id];
  for (std::size_t id = 0; id < sizes_.size(); id += kLineBytes / kSlotBytes) {
    sum += static_cast<unsigned char>(slots_[id][0]);
  }
  [[maybe_unused]] const volatile unsigned kept = sum;
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
