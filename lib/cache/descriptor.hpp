// An open file or directory, closed at the end of the scope.
#ifndef KIMITOK_CACHE_DESCRIPTOR_HPP_
#define KIMITOK_CACHE_DESCRIPTOR_HPP_

#include <utility>

#include "kimitok/system.hpp"

namespace kimitok {

class Descriptor {
 public:
  // `number` may be -1: nothing is open then.
  Descriptor(System& system, int number) : system_(&system), number_(number) {}
  Descriptor(Descriptor&& other) noexcept
      : system_(other.system_), number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(system_, other.system_);
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  System& system() const { return *system_; }

  int release() { return std::exchange(number_, -1); }  // to be closed by the caller

  // As close(2): a file that was written is not safe before this returns 0. Nothing to do: 0.
  int close() { return is_open() ? system_->close(std::exchange(number_, -1)) : 0; }

 private:
  System* system_;
  int number_;
};

}  // namespace kimitok

#endif  // KIMITOK_CACHE_DESCRIPTOR_HPP_
