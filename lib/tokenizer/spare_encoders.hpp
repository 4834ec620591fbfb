// Piece encoders that nobody uses at the moment. They are large, and a text may be short: making
// one for each would cost more than encoding it.
#ifndef KIMITOK_TOKENIZER_SPARE_ENCODERS_HPP_
#define KIMITOK_TOKENIZER_SPARE_ENCODERS_HPP_

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "piece_encoder.hpp"

namespace kimitok {

// May be used from any thread.
class SpareEncoders {
 public:
  // One that has seen no text. All calls name the same tables.
  std::unique_ptr<PieceEncoder> take(const FastTables& tables);

  // Takes back what take() gave, which forgets all it has seen.
  void give(std::unique_ptr<PieceEncoder> encoder);

 private:
  static constexpr std::size_t kMost = 16;

  std::mutex mutex_;
  std::vector<std::unique_ptr<PieceEncoder>> spares_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_SPARE_ENCODERS_HPP_
