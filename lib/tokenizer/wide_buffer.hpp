// Bytes that are appended by stores wider than what they add.
#ifndef KIMITOK_TOKENIZER_WIDE_BUFFER_HPP_
#define KIMITOK_TOKENIZER_WIDE_BUFFER_HPP_

#include <cstddef>
#include <cstring>
#include <string_view>
#include <vector>

namespace kimitok {

class WideBuffer {
 public:
  std::string_view view() const noexcept { return {bytes_.data(), size_}; }
  std::size_t size() const noexcept { return size_; }

  // The end, where `room` bytes may be written. What is written counts after extend_to(); until
  // then, nothing else may be called.
  char* end_with_room(std::size_t room) {
    if (bytes_.size() - size_ < room) bytes_.resize(size_ + room);
    return bytes_.data() + size_;
  }
  void extend_to(const char* end) noexcept {
    size_ = static_cast<std::size_t>(end - bytes_.data());
  }

  void append(std::string_view more) {
    if (more.empty()) return;
    char* end = end_with_room(more.size());
    std::memcpy(end, more.data(), more.size());
    size_ += more.size();
  }

  // Requires: count <= size().
  void drop_front(std::size_t count) noexcept {
    if (count == 0) return;
    size_ -= count;
    std::memmove(bytes_.data(), bytes_.data() + count, size_);
  }

  void clear() noexcept { size_ = 0; }

 private:
  std::vector<char> bytes_;  // all that has ever been asked for
  std::size_t size_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_WIDE_BUFFER_HPP_
