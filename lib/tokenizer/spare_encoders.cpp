#include "spare_encoders.hpp"

#include <utility>

namespace kimitok {

std::unique_ptr<PieceEncoder> SpareEncoders::take(const FastTables& tables) {
  {
    const std::lock_guard lock(mutex_);
    if (!spares_.empty()) {
      auto encoder = std::move(spares_.back());
      spares_.pop_back();
      return encoder;
    }
  }
  return std::make_unique<PieceEncoder>(tables);
}

void SpareEncoders::give(std::unique_ptr<PieceEncoder> encoder) {
  encoder->forget();
  const std::lock_guard lock(mutex_);
  if (spares_.size() < kMost) spares_.push_back(std::move(encoder));
}

}  // namespace kimitok
