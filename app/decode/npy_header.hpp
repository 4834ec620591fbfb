// The header of a NumPy file. (numpy.lib.format, "Format Version 1.0" to "3.0".)
//
//   "\x93NUMPY" major minor  length (u16 in version 1, u32 later, little-endian)  header
//
// The header is a Python dict literal of `length` bytes with the keys descr, fortran_order and
// shape.
#ifndef KIMITOK_APP_DECODE_NPY_HEADER_HPP_
#define KIMITOK_APP_DECODE_NPY_HEADER_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "decode/id_forms.hpp"

namespace kimitok::app {

// Magic, version, length and header together. NumPy itself refuses headers above 10,000 bytes.
inline constexpr std::size_t kMaxNpyHeaderBytes = 65536;

struct NpyHeader {
  IdItem item;
  std::uint64_t count = 0;     // of numbers; count * item.size fits 64 bits
  std::size_t size_bytes = 0;  // of everything before the first number
};

// Nothing if `bytes`, the file's beginning, does not hold the whole header yet. Fails with
// `malformed_input` on anything but a one-dimensional array in C order of <u2, <u4, <u8, <i2, <i4,
// <i8 or |u1.
Result<std::optional<NpyHeader>> parse_npy_header(std::string_view bytes);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_NPY_HEADER_HPP_
