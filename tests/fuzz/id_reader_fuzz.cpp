// Ids in any form are read the same however the input is cut into blocks, and refused with a
// presentable error.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "decode/id_reader.hpp"
#include "fuzz/ids.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using kimitok::cli::IdForm;
  using kimitok::cli::RecordForm;
  constexpr RecordForm kRecords[] = {RecordForm::whole, RecordForm::lines, RecordForm::nul};
  // Reading byte by byte is slow, and long inputs only repeat what short ones show.
  if (size < 2 || size > 65536) return 0;
  const auto form = static_cast<IdForm>(data[0] % (static_cast<int>(IdForm::npy) + 1));
  const RecordForm records = kRecords[data[0] / 16 % 3];
  const std::size_t block = data[1] + 1u;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);

  const std::string whole = kimitok::fuzz::read_ids(form, records, input, input.size() + 1);
  kimitok::fuzz::require(kimitok::fuzz::read_ids(form, records, input, 1) == whole,
                         "single bytes give the same ids");
  kimitok::fuzz::require(kimitok::fuzz::read_ids(form, records, input, block) == whole,
                         "blocks give the same ids");
  return 0;
}
