#include "npy.hpp"

#include <fmt/core.h>

namespace kimitok::app {

std::string npy_header(std::string_view descr, std::uint64_t count) {
  constexpr std::size_t kSize = 128;  // a multiple of 64, with room for any count
  constexpr std::size_t kPreamble = 10;
  std::string header =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({},), }}", descr, count);
  header.resize(kSize - kPreamble - 1, ' ');
  header += '\n';
  std::string preamble = "\x93NUMPY\x01";
  preamble += '\0';
  preamble += static_cast<char>(header.size());
  preamble += '\0';
  return preamble + header;
}

}  // namespace kimitok::app
