#include "token_joiner.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kimitok {
namespace {

std::vector<bool> members(const std::vector<TokenId>& ids, TokenId end_id) {
  if (ids.empty()) return {};
  std::vector<bool> set(end_id);
  for (const TokenId id : ids) {
    if (id < end_id) set[id] = true;
  }
  return set;
}

bool contains(const std::vector<bool>& set, TokenId id) { return id < set.size() && set[id]; }

}  // namespace

TokenJoiner::TokenJoiner(const Tokenizer::Model& model, DecodeOptions options)
    : model_(model),
      options_(std::move(options)),
      skip_(members(options_.skip, model.vocabulary.end_id())),
      stop_(members(options_.stop, model.vocabulary.end_id())) {}

void TokenJoiner::expect(std::size_t ids) {
  const std::uint64_t before = expected_ids_;
  expected_ids_ += ids;
  if (slots_ == nullptr) use_slots(ids);
  const bool are_many = before < kIdsWorthReadingAhead && expected_ids_ >= kIdsWorthReadingAhead;
  if (slots_ != nullptr && are_many) slots_->read_ahead();
}

void TokenJoiner::use_slots(std::size_t ids) {
  const TokenSlots* slots = model_.slots.for_decoding(ids, model_.vocabulary);
  const bool needs_own_sizes = !skip_.empty() || !stop_.empty();
  if (slots == nullptr || (needs_own_sizes && expected_ids_ < kIdsWorthOwnSizes)) return;
  slots_ = slots;
  sizes_ = slots->sizes();
  if (needs_own_sizes) flag_sizes();
}

void TokenJoiner::flag_sizes() {
  own_sizes_.assign(sizes_.begin(), sizes_.end());
  for (const TokenId id : options_.skip) {
    if (id < own_sizes_.size() && own_sizes_[id] != TokenSlots::kNoSlot) own_sizes_[id] = 0;
  }
  for (const TokenId id : options_.stop) {
    if (id < own_sizes_.size()) own_sizes_[id] = TokenSlots::kNoSlot;
  }
  sizes_ = own_sizes_;
}

std::size_t TokenJoiner::join(std::span<const TokenId> ids, WideBuffer& bytes) {
  std::size_t at = 0;
  while (!stopped_ && at < ids.size()) {
    if (slots_ != nullptr) {
      at += join_slots(ids.subspan(at), bytes);
      if (at == ids.size()) break;
    }
    if (!join_one(ids[at], bytes)) break;
    ++at;
  }
  return at;
}

// Joins ids as long as they have slots.
std::size_t TokenJoiner::join_slots(std::span<const TokenId> ids, WideBuffer& bytes) const {
  const std::size_t count = std::min(ids.size(), kIdsAtOnce);
  char* end = bytes.end_with_room(count * TokenSlots::kSlotBytes);
  // Copies, because a byte that is stored might change a member as far as the compiler knows.
  const std::span<const std::uint8_t> sizes = sizes_;
  const TokenSlots::Slot* const slots = slots_->slots();
  std::size_t at = 0;
  for (; at < count; ++at) {
    const TokenId id = ids[at];
    if (id >= sizes.size()) break;
    const std::uint8_t size = sizes[id];
    if (size == TokenSlots::kNoSlot) break;
    std::memcpy(end, slots[id].data(), TokenSlots::kSlotBytes);
    end += size;
  }
  bytes.extend_to(end);
  return at;
}

bool TokenJoiner::join_one(TokenId id, WideBuffer& bytes) {
  if (!model_.vocabulary.bytes_of(id)) return false;
  bytes.append(joined_bytes(id));
  stopped_ = contains(stop_, id);
  return true;
}

std::string_view TokenJoiner::joined_bytes(TokenId id) const {
  if (contains(skip_, id) || (contains(stop_, id) && !options_.include_stop)) return {};
  return *model_.vocabulary.bytes_of(id);
}

}  // namespace kimitok
