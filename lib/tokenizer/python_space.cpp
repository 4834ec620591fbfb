#include "python_space.hpp"

#include "kimitok/utf8.hpp"
#include "python_space_tiers.hpp"

namespace kimitok {
namespace {

#ifndef __aarch64__
LastRun one_by_one(const char* text, std::size_t size) noexcept {
  bool space = false;
  for (std::size_t end = size; end > 0;) {
    std::size_t begin = end - 1;
    while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    const bool here = is_python_space(utf8::next({text + begin, end - begin}).code_point);
    if (end == size) space = here;
    if (here != space) return {end, space};
    end = begin;
  }
  return {0, space};
}
#endif

}  // namespace

bool is_python_space(char32_t c) noexcept {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

FindLastRun find_last_run(CpuTier tier) noexcept {
  switch (tier) {
#ifdef __x86_64__
    case CpuTier::avx512:
      return find_last_run_avx512;
    case CpuTier::avx2:
      return find_last_run_avx2;
#endif
    default:
#ifdef __aarch64__
      return find_last_run_neon;
#else
      return one_by_one;
#endif
  }
}

}  // namespace kimitok
