// Makes a DecodeStream work as it does for long texts.
#ifndef KIMITOK_TESTS_SUPPORT_DECODE_MUCH_HPP_
#define KIMITOK_TESTS_SUPPORT_DECODE_MUCH_HPP_

#include <string>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "tokenizer/token_joiner.hpp"
#include "tokenizer/token_slots.hpp"

namespace kimitok::test {

// Decodes a text so long that from then on `tokenizer` has slots. `id` is any known one.
inline bool build_slots(const Tokenizer& tokenizer, TokenId id) {
  const std::vector<TokenId> ids(LazyTokenSlots::kTokensWorthBuilding, id);
  return tokenizer.decode(ids).has_value();
}

// Decodes a text so long that `stream` uses the slots, whatever its options, for the next ones.
inline bool use_slots(DecodeStream& stream, TokenId id) {
  const std::vector<TokenId> ids(TokenJoiner::kIdsWorthOwnSizes, id);
  std::string text;
  return stream.write(ids, text).has_value() && stream.finish(text).has_value();
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_DECODE_MUCH_HPP_
