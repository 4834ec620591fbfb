#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "decode/id_forms.hpp"
#include "little_endian.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kIdsAtOnce = 8192;

// Turns `count` numbers at `bytes` into ids, up to the first that is none. Returns how many.
template <typename Number>
std::size_t read_numbers(const char* bytes, std::size_t count, TokenId* ids) {
  if constexpr (std::is_same_v<Number, TokenId> && std::endian::native == std::endian::little) {
    std::memcpy(ids, bytes, count * sizeof(Number));
    return count;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = load_little_endian<Number>(bytes + i * sizeof(Number));
    if (!std::in_range<TokenId>(number)) return i;
    ids[i] = static_cast<TokenId>(number);
  }
  return count;
}

using ReadNumbers = std::size_t (*)(const char*, std::size_t, TokenId*);

ReadNumbers reader_of(IdItem item) {
  switch (item.size) {
    case 1:
      return item.is_signed ? read_numbers<std::int8_t> : read_numbers<std::uint8_t>;
    case 2:
      return item.is_signed ? read_numbers<std::int16_t> : read_numbers<std::uint16_t>;
    case 4:
      return item.is_signed ? read_numbers<std::int32_t> : read_numbers<std::uint32_t>;
    default:
      return item.is_signed ? read_numbers<std::int64_t> : read_numbers<std::uint64_t>;
  }
}

class BinaryIds : public IdReader::Form {
 public:
  BinaryIds(IdItem item, IdSink& sink) : item_(item), read_(reader_of(item)), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    if (held_ > 0) {
      const std::size_t taken = bytes.copy(part_.data() + held_, item_.size - held_);
      held_ += taken;
      bytes.remove_prefix(taken);
      if (held_ < item_.size) return {};
      held_ = 0;
      if (auto handed = hand_on(part_.data(), 1); !handed) return handed;
    }
    while (bytes.size() >= item_.size) {
      const std::size_t count = std::min(bytes.size() / item_.size, kIdsAtOnce);
      if (auto handed = hand_on(bytes.data(), count); !handed) return handed;
      bytes.remove_prefix(count * item_.size);
    }
    held_ = bytes.copy(part_.data(), bytes.size());
    return {};
  }

  Result<void> finish() override {
    if (held_ != 0) {
      return malformed(fmt::format("the last number has {} of its {} bytes", held_, item_.size));
    }
    return sink_.end_record();
  }

 private:
  // Requires: count <= kIdsAtOnce.
  Result<void> hand_on(const char* numbers, std::size_t count) {
    const std::size_t good = read_(numbers, count, ids_.data());
    std::size_t known = 0;
    auto handed = sink_.ids(std::span(ids_).first(good), known);
    if (!handed && handed.error().code() == ErrorCode::unknown_token) {
      return fail(std::move(handed).error().at_byte(offset_ + known * item_.size));
    }
    offset_ += good * item_.size;
    if (!handed || good == count) return handed;
    const auto highest = static_cast<signed char>(numbers[(good + 1) * item_.size - 1]);
    const bool negative = item_.is_signed && highest < 0;
    return malformed(negative ? "a negative number is no id"
                              : "the number does not fit an id (32 bits)");
  }

  Result<void> malformed(std::string sentence) const {
    return fail(Error(ErrorCode::malformed_input, std::move(sentence)).at_byte(offset_));
  }

  IdItem item_;
  ReadNumbers read_;
  IdSink& sink_;
  std::uint64_t offset_ = 0;    // of the next number
  std::array<char, 8> part_{};  // its bytes in earlier blocks
  std::size_t held_ = 0;        // so many
  std::array<TokenId, kIdsAtOnce> ids_;
};

}  // namespace

std::unique_ptr<IdReader::Form> binary_ids(IdItem item, IdSink& sink) {
  return std::make_unique<BinaryIds>(item, sink);
}

}  // namespace kimitok::app
