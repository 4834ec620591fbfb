// Text between two pages that must not be read.
#ifndef KIMITOK_TESTS_SUPPORT_GUARDED_TEXT_HPP_
#define KIMITOK_TESTS_SUPPORT_GUARDED_TEXT_HPP_

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace kimitok::test {

class GuardedText {
 public:
  // For texts of up to `most` bytes.
  explicit GuardedText(std::size_t most) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    inside_ = (most + page_ - 1) / page_ * page_;
    memory_ = static_cast<char*>(mmap(nullptr, inside_ + 2 * page_, PROT_READ | PROT_WRITE,
                                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    if (memory_ == MAP_FAILED) throw std::runtime_error("mmap");
    if (mprotect(memory_, page_, PROT_NONE) != 0 ||
        mprotect(memory_ + page_ + inside_, page_, PROT_NONE) != 0) {
      throw std::runtime_error("mprotect");
    }
  }
  ~GuardedText() { munmap(memory_, inside_ + 2 * page_); }
  GuardedText(const GuardedText&) = delete;
  GuardedText& operator=(const GuardedText&) = delete;

  // Copies of `text` at the very beginning and at the very end of what may be read. They last until
  // the next call of either.
  std::string_view at_front(std::string_view text) { return hold(text, memory_ + page_); }
  std::string_view at_back(std::string_view text) {
    return hold(text, memory_ + page_ + inside_ - text.size());
  }

 private:
  std::string_view hold(std::string_view text, char* at) {
    if (text.size() > inside_) throw std::length_error("more than the guarded memory holds");
    std::memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  std::size_t page_, inside_ = 0;
  char* memory_ = nullptr;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_GUARDED_TEXT_HPP_
