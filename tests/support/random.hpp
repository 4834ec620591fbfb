// Random numbers for tests. One seed serves a whole run; it is printed, and KIMITOK_TEST_SEED
// overrides it.
#ifndef KIMITOK_TESTS_SUPPORT_RANDOM_HPP_
#define KIMITOK_TESTS_SUPPORT_RANDOM_HPP_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace kimitok::test {

inline std::uint64_t seed() {
  static const std::uint64_t value = [] {
    const char* text = std::getenv("KIMITOK_TEST_SEED");
    const std::uint64_t chosen = text == nullptr ? 163'584 : std::strtoull(text, nullptr, 10);
    std::cout << "KIMITOK_TEST_SEED=" << chosen << '\n';
    return chosen;
  }();
  return value;
}

class Random {
 public:
  // Each `stream` gives numbers of its own, so that a test's do not depend on which tests ran.
  explicit Random(std::uint64_t stream) : engine_(seed() ^ (stream * 0x9E3779B97F4A7C15u)) {}

  // Requires: n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  std::size_t between(std::size_t least, std::size_t most) {
    return least + below(most - least + 1);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

  char byte() { return static_cast<char>(below(256)); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_RANDOM_HPP_
