// testdata/golden/classes-unicode16.json: the classes of Kimi's pattern, as the reference engine
// sees them.
#ifndef KIMITOK_TESTS_REFERENCE_GOLDEN_CLASSES_HPP_
#define KIMITOK_TESTS_REFERENCE_GOLDEN_CLASSES_HPP_

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kimitok::reference {

struct GoldenClass {
  std::size_t count;                                  // of code points
  std::vector<std::pair<char32_t, char32_t>> ranges;  // first and last, sorted
};

// By name: Han, L, N, M, Lu, ..., space, upper_class, lower_class, fold_s. Throws if the file is
// not as it should be.
std::map<std::string, GoldenClass> golden_classes();

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_GOLDEN_CLASSES_HPP_
