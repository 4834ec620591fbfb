// Ids that are handed on together, with the places they stand at.
#ifndef KIMITOK_APP_DECODE_ID_BATCH_HPP_
#define KIMITOK_APP_DECODE_ID_BATCH_HPP_

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "decode/id_forms.hpp"

namespace kimitok::app {

class IdBatch {
 public:
  bool is_full() const { return count_ == ids_.size(); }

  // Requires: !is_full().
  void add(TokenId id, TextPosition position) {
    ids_[count_] = id;
    positions_[count_++] = position;
  }

  // Empties the batch. Adds to the failure that the vocabulary does not have an id where that
  // stands.
  Result<void> hand_on(IdSink& sink) {
    const std::size_t count = std::exchange(count_, 0);
    if (count == 0) return {};
    std::size_t known = 0;
    auto handed = sink.ids(std::span(ids_).first(count), known);
    if (handed || handed.error().code() != ErrorCode::unknown_token) return handed;
    const TextPosition& position = positions_[known];
    return fail(std::move(handed).error().at_line(position.line, position.column));
  }

 private:
  std::array<TokenId, 4096> ids_;
  std::array<TextPosition, 4096> positions_;
  std::size_t count_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_ID_BATCH_HPP_
