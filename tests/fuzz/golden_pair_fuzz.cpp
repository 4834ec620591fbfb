// A pair of golden files is refused with a reason, or its ids are written and read again. The input
// is the texts, a NUL and the ids.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "verify/golden_pair.hpp"

namespace kimitok::app {
namespace {

const std::vector<TokenId>& ids_of(const GoldenRecord& record) {
  return std::get<std::vector<TokenId>>(record.expectations.front().value);
}

void check(std::string_view texts, std::string_view ids) {
  const auto records = parse_golden_pair(texts, ids);
  if (!records) {
    fuzz::require(records.error().code() == ErrorCode::malformed_input, "the files are at fault");
    fuzz::require(!records.error().sentence().empty(), "the error says why");
    return;
  }
  std::string joined, lines;
  for (const GoldenRecord& record : *records) {
    joined.append(record.text()).append(kGoldenPairSeparator);
    lines += golden_pair_line(ids_of(record));
  }
  const auto again = parse_golden_pair(joined, lines);
  fuzz::require(again && again->size() == records->size(), "what is written is read again");
  for (std::size_t i = 0; i < records->size(); ++i) {
    fuzz::require(again->at(i).text() == records->at(i).text(), "with the same texts");
    fuzz::require(ids_of(again->at(i)) == ids_of(records->at(i)), "and the same ids");
  }
}

}  // namespace
}  // namespace kimitok::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t split = input.find('\0');
  const std::string_view ids =
      split == std::string_view::npos ? std::string_view() : input.substr(split + 1);
  kimitok::app::check(input.substr(0, split), ids);
  return 0;
}
