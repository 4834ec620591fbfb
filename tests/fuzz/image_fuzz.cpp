// Bytes that claim to be an image, with a checksum to fit, are refused or do no harm.
//
// The input is a list of changes to a small vocabulary's image, of seven bytes each: where, in
// four, and what, in three. Free bytes would hardly ever be an image at all.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "support/image_bytes.hpp"
#include "support/tiny_vocabulary.hpp"
#include "support/use_vocabulary.hpp"
#include "tokenizer/vocabulary_image.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kChange = 7;
constexpr std::size_t kMaxChanges = 64;  // more than any check looks at together

const std::string& source() {
  static const std::string digest(kDigestDigits, '0');
  return digest;
}

const std::string& whole() {
  static const std::string image =
      vocabulary_image(FastTables(test::ranks_of(test::tiny_tokens())), source());
  return image;
}

void check(const std::uint8_t* data, std::size_t size) {
  test::ImageBytes bytes(whole());
  for (std::size_t i = 0; i + kChange <= size && i < kMaxChanges * kChange; i += kChange) {
    std::size_t at = 0;
    for (std::size_t j = 0; j < 4; ++j) at = at << 8 | data[i + j];
    for (std::size_t j = 4; j < kChange; ++j)
      bytes.data()[(at + j - 4) % bytes.size()] = static_cast<char>(data[i + j]);
  }
  bytes.seal();
  const auto image = bytes.open({source(), table_layout()});
  if (!image) {
    fuzz::require(image.error().code() == ErrorCode::integrity, "the failure is the image's");
    return;
  }
  const auto vocabulary = vocabulary_in(*image);
  fuzz::require(size >= kChange || vocabulary.has_value(), "what was not changed is accepted");
  if (vocabulary) test::use(*vocabulary, "a text that is long enough for hello \xE4\xB8\xAD.");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kimitok::check(data, size);
  return 0;
}
