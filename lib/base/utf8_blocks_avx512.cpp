#include "base/bytes64_avx512.hpp"
#include "base/utf8_blocks_tiers.hpp"
#include "base/utf8_loops.hpp"

namespace kimitok {

const Utf8Blocks kUtf8BlocksAvx512 = {valid_blocks<Bytes64>, count_code_points<Bytes64>,
                                      count_line_feeds<Bytes64>};

}  // namespace kimitok
