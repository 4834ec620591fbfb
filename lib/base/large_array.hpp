// Memory for large tables that are looked into all over: in large pages, where the system has them,
// as a processor keeps in mind where only so many pages are.
#ifndef KIMITOK_BASE_LARGE_ARRAY_HPP_
#define KIMITOK_BASE_LARGE_ARRAY_HPP_

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace kimitok {

struct FreeArray {
  void operator()(void* array) const noexcept { std::free(array); }
};
template <typename T>
using LargeArray = std::unique_ptr<T[], FreeArray>;

// Of `size` copies of `value`.
template <typename T>
LargeArray<T> make_large_array(std::size_t size, const T& value) {
  static_assert(std::is_trivially_copyable_v<T>);
  constexpr std::size_t kLargePage = std::size_t{2} << 20;
  // Less would take more memory than it needs.
  const bool is_large = size * sizeof(T) >= kLargePage;
  const std::size_t alignment = is_large ? kLargePage : alignof(std::max_align_t) * 4;
  static_assert(alignof(T) <= alignof(std::max_align_t) * 4);
  const std::size_t pieces = (size * sizeof(T) + alignment - 1) / alignment;
  const std::size_t bytes = std::max<std::size_t>(pieces, 1) * alignment;
  LargeArray<T> array(static_cast<T*>(std::aligned_alloc(alignment, bytes)));
  if (!array) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
  // Before anything is written; whether it is granted changes no result.
  if (is_large) madvise(array.get(), bytes, MADV_HUGEPAGE);
#endif
  std::uninitialized_fill_n(array.get(), size, value);
  return array;
}

}  // namespace kimitok

#endif  // KIMITOK_BASE_LARGE_ARRAY_HPP_
