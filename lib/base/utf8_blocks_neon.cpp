#include "base/bytes64_neon.hpp"
#include "base/utf8_blocks_tiers.hpp"
#include "base/utf8_loops.hpp"

namespace kimitok {

const Utf8Blocks kUtf8BlocksNeon = {valid_blocks<Bytes64>, count_code_points<Bytes64>,
                                    count_line_feeds<Bytes64>};

}  // namespace kimitok
