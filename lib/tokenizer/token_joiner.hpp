// Joins the bytes of tokens.
#ifndef KIMITOK_TOKENIZER_TOKEN_JOINER_HPP_
#define KIMITOK_TOKENIZER_TOKEN_JOINER_HPP_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "model.hpp"
#include "token_slots.hpp"
#include "wide_buffer.hpp"

namespace kimitok {

// For one thread at a time. The model must outlive it.
class TokenJoiner {
 public:
  // Of the options, `skip`, `stop` and `include_stop` matter here.
  TokenJoiner(const Tokenizer::Model& model, DecodeOptions options);

  // The room for so many ids stays close to the processor.
  static constexpr std::size_t kIdsAtOnce = 4096;

  // To skip or to stop with slots takes sizes of one's own, which so many ids are worth.
  static constexpr std::uint64_t kIdsWorthOwnSizes = 1u << 13;

  // So many ids use most of what is read ahead.
  static constexpr std::uint64_t kIdsWorthReadingAhead = 1u << 16;

  // So many ids are about to come: uses the model's slots if that is worth while.
  void expect(std::size_t ids);

  // Appends the bytes of `ids` and returns how many ids that are: all, or those up to a stop id,
  // which is one of them, or those before an unknown one.
  std::size_t join(std::span<const TokenId> ids, WideBuffer& bytes);

  // After a stop id nothing is joined until restart().
  bool stopped() const noexcept { return stopped_; }
  void restart() noexcept { stopped_ = false; }

  // What an id that join() took has appended.
  std::string_view joined_bytes(TokenId id) const;

 private:
  std::size_t join_slots(std::span<const TokenId> ids, WideBuffer& bytes) const;
  bool join_one(TokenId id, WideBuffer& bytes);
  void use_slots(std::size_t ids);
  void flag_sizes();

  const Tokenizer::Model& model_;
  DecodeOptions options_;
  std::vector<bool> skip_, stop_;  // by id; ids beyond are neither
  bool stopped_ = false;
  std::uint64_t expected_ids_ = 0;

  // None of both: slots are not in use. A skipped id has size 0 here, a stop id no slot.
  const TokenSlots* slots_ = nullptr;
  std::span<const std::uint8_t> sizes_;
  std::vector<std::uint8_t> own_sizes_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TOKEN_JOINER_HPP_
