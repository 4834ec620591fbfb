// The bytes of each token in a slot of one size, so that copying a token is one load and one store,
// whatever its size.
#ifndef KIMITOK_TOKENIZER_TOKEN_SLOTS_HPP_
#define KIMITOK_TOKENIZER_TOKEN_SLOTS_HPP_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/large_array.hpp"
#include "kimitok/vocabulary.hpp"

namespace kimitok {

// Immutable.
class TokenSlots {
 public:
  explicit TokenSlots(const Vocabulary& vocabulary);

  static constexpr std::size_t kSlotBytes = 16;
  using Slot = std::array<char, kSlotBytes>;

  // The size of an id that has no slot: its token is longer, or there is none.
  static constexpr std::uint8_t kNoSlot = 255;

  // By id, in bytes; ids from sizes().size() on have no slot either.
  std::span<const std::uint8_t> sizes() const noexcept { return sizes_; }

  // By id: the token's bytes, then zeros.
  const Slot* slots() const noexcept { return slots_.get(); }

  // Reads all of it in the order of memory. After other work has had the caches, that takes a
  // fraction of the time in which as many slots would be read one by one, all over.
  void read_ahead() const noexcept;

 private:
  std::vector<std::uint8_t> sizes_;
  LargeArray<Slot> slots_;
};

// The slots of one vocabulary, built when that is worth while.
class LazyTokenSlots {
 public:
  // To decode so many one by one takes about as long as building the slots.
  static constexpr std::uint64_t kTokensWorthBuilding = std::uint64_t{1} << 17;

  // `tokens` more are about to be decoded. nullptr while all those told of here together are fewer
  // than kTokensWorthBuilding. May be called from any thread.
  const TokenSlots* for_decoding(std::size_t tokens, const Vocabulary& vocabulary) const;

 private:
  mutable std::atomic<std::uint64_t> tokens_ = 0;
  mutable std::once_flag building_;
  mutable std::optional<TokenSlots> slots_;
  mutable std::atomic<const TokenSlots*> built_ = nullptr;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_SLOTS_HPP_
