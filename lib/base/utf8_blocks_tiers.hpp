// The forms of utf8_blocks() that are compiled for one kind of processor.
#ifndef KIMITOK_BASE_UTF8_BLOCKS_TIERS_HPP_
#define KIMITOK_BASE_UTF8_BLOCKS_TIERS_HPP_

#include "base/utf8_blocks.hpp"

namespace kimitok {

extern const Utf8Blocks kUtf8BlocksAvx2;
extern const Utf8Blocks kUtf8BlocksAvx512;
extern const Utf8Blocks kUtf8BlocksNeon;

}  // namespace kimitok

#endif  // KIMITOK_BASE_UTF8_BLOCKS_TIERS_HPP_
