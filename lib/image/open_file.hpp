// An open file or directory, closed at the end of the scope.
#ifndef KIMITOK_IMAGE_OPEN_FILE_HPP_
#define KIMITOK_IMAGE_OPEN_FILE_HPP_

#include <string_view>
#include <utility>

#include "kimitok/error.hpp"

namespace kimitok {

class OpenFile {
 public:
  // `number` may be -1: nothing is open then.
  explicit OpenFile(int number) : number_(number) {}
  OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~OpenFile();

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }

  // All of `bytes`. Fails with `io`.
  Result<void> write(std::string_view bytes);

  // What was written is complete only once this succeeds. Fails with `io`.
  Result<void> close();

 private:
  int number_;
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_OPEN_FILE_HPP_
