// An npy file is read with as many ids as its header says, whatever its blocks, or refused.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "decode/npy_header.hpp"
#include "fuzz/ids.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using kimitok::cli::IdForm;
  using kimitok::cli::RecordForm;
  if (size > 65536) return 0;  // reading byte by byte is slow
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string whole =
      kimitok::fuzz::read_ids(IdForm::npy, RecordForm::whole, input, size + 1);
  kimitok::fuzz::require(kimitok::fuzz::read_ids(IdForm::npy, RecordForm::whole, input, 1) == whole,
                         "single bytes give the same ids");
  if (whole.find('!') != std::string::npos) return 0;

  const auto header = kimitok::app::parse_npy_header(input);
  kimitok::fuzz::require(header && *header, "a file that is read has a header");
  kimitok::fuzz::require(
      (*header)->size_bytes + (*header)->count * (*header)->item.size == input.size(),
      "the header says how long the file is");
  const auto ids = static_cast<std::uint64_t>(std::ranges::count(whole, ' '));
  kimitok::fuzz::require(ids == (*header)->count, "each number is an id");
  return 0;
}
