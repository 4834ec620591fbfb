// NumPy's file format, version 1.0, one-dimensional arrays (numpy.lib.format).
#ifndef KIMITOK_APP_NPY_HPP_
#define KIMITOK_APP_NPY_HPP_

#include <cstdint>
#include <string>
#include <string_view>

namespace kimitok::app {

// The header for `count` items of type `descr` ("<u4"). Its size does not depend on `count`, so it
// can be written again once the count is known.
std::string npy_header(std::string_view descr, std::uint64_t count);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_NPY_HPP_
