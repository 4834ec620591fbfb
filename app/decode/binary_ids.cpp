#include <fmt/format.h>

#include <array>
#include <limits>
#include <string>

#include "decode/id_forms.hpp"

namespace kimitok::app {
namespace {

class BinaryIds : public IdReader::Form {
 public:
  BinaryIds(IdItem item, IdSink& sink) : item_(item), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    for (const char c : bytes) {
      value_ |= std::uint64_t{static_cast<unsigned char>(c)} << (8 * held_);
      if (++held_ == item_.size) {
        if (auto handed = end_item(); !handed) return handed;
      }
    }
    return {};
  }

  Result<void> finish() override {
    if (held_ != 0) {
      return fail(Error(ErrorCode::malformed_input,
                        fmt::format("the last number has {} of its {} bytes", held_, item_.size))
                      .at_byte(offset_));
    }
    return sink_.end_record();
  }

 private:
  Result<void> end_item() {
    const bool negative = item_.is_signed && (value_ >> (8 * item_.size - 1)) != 0;
    if (negative || value_ > std::numeric_limits<TokenId>::max()) {
      return fail(Error(ErrorCode::malformed_input, negative
                                                        ? "a negative number is no id"
                                                        : "the number does not fit an id (32 bits)")
                      .at_byte(offset_));
    }
    auto handed = sink_.id(static_cast<TokenId>(value_));
    if (!handed && handed.error().code() == ErrorCode::unknown_token) {
      return fail(std::move(handed).error().at_byte(offset_));
    }
    offset_ += item_.size;
    value_ = held_ = 0;
    return handed;
  }

  IdItem item_;
  IdSink& sink_;
  std::uint64_t offset_ = 0;  // of the number being read
  std::uint64_t value_ = 0;
  unsigned held_ = 0;  // bytes of it
};

}  // namespace

std::unique_ptr<IdReader::Form> binary_ids(IdItem item, IdSink& sink) {
  return std::make_unique<BinaryIds>(item, sink);
}

}  // namespace kimitok::app
