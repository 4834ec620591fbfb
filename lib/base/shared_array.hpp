// An array that does not change any more, kept by whoever shares it: made in memory, or part of
// something larger such as a mapped file.
#ifndef KIMITOK_BASE_SHARED_ARRAY_HPP_
#define KIMITOK_BASE_SHARED_ARRAY_HPP_

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace kimitok {

// Copies share the elements. Empty when made without any.
template <typename T>
class SharedArray {
 public:
  SharedArray() = default;

  // `size` elements at `made`.
  template <typename Delete>
  SharedArray(std::unique_ptr<T[], Delete> made, std::size_t size)
      : data_(std::move(made)), size_(size) {}

  explicit SharedArray(std::vector<T> made) {
    const auto kept = std::make_shared<const std::vector<T>>(std::move(made));
    data_ = {kept, kept->data()};
    size_ = kept->size();
  }

  // Elements that live as long as `owner` does.
  SharedArray(std::shared_ptr<const void> owner, std::span<const T> elements)
      : data_(std::move(owner), elements.data()), size_(elements.size()) {}

  const T& operator[](std::size_t i) const noexcept { return data_.get()[i]; }
  const T* data() const noexcept { return data_.get(); }
  std::size_t size() const noexcept { return size_; }
  std::span<const T> span() const noexcept { return {data(), size_}; }

 private:
  std::shared_ptr<const T[]> data_;
  std::size_t size_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_BASE_SHARED_ARRAY_HPP_
