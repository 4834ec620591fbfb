// A vocabulary is refused with a presentable error, or read so that each line can be found again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/tiktoken_model.hpp"

namespace kimitok {
namespace {

const std::string& single_bytes() {
  static const std::string lines = [] {
    std::string text;
    for (int byte = 0; byte < 256; ++byte) {
      text += encode_base64(std::string(1, static_cast<char>(byte))) + ' ' + std::to_string(byte) +
              '\n';
    }
    return text;
  }();
  return lines;
}

void check(std::string_view bytes) {
  const auto ranks = parse_tiktoken_model(bytes, RankGaps::allow);
  const auto dense = parse_tiktoken_model(bytes, RankGaps::refuse);
  if (!ranks) {
    fuzz::require_presentable(ranks.error());
    fuzz::require(!dense, "refusing gaps accepts no more");
    return;
  }
  fuzz::require(dense.has_value() == ranks->is_dense(), "only gaps are refused");
  std::size_t found = 0;
  for (TokenId id = 0; id < ranks->end_id(); ++id) {
    if (!ranks->contains(id)) continue;
    ++found;
    fuzz::require(ranks->find(ranks->bytes_of(id)) == id, "a token leads to its id");
    const std::string line = encode_base64(ranks->bytes_of(id)) + ' ' + std::to_string(id);
    fuzz::require(bytes.find(line) != std::string_view::npos, "a token is a line of the file");
  }
  fuzz::require(found == ranks->size(), "each token is counted once");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Longer inputs only repeat what short ones show, and looking for each line is quadratic.
  if (size > 4096) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  kimitok::check(bytes);
  // With the single bytes in front a few lines are a whole vocabulary.
  kimitok::check(kimitok::single_bytes() + std::string(bytes));
  return 0;
}
