#include "image/image.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "image/image_writer.hpp"
#include "kimitok/token.hpp"
#include "support/image_bytes.hpp"

namespace kimitok {
namespace {

const ImageKey kKey = {std::string(64, 'e'), 0x1234567890ABCDEFu};
const std::vector<std::uint32_t> kNumbers = {1, 2, 3, 5, 8};
const std::vector<char> kText = {'t', 'e', 'x', 't', '!', '!', '!'};

std::string some_image(const ImageKey& key = kKey) {
  ImageWriter writer;
  writer.add(Section::token_bytes, std::span<const char>(kText));
  writer.add(Section::token_offsets, std::span<const std::uint32_t>(kNumbers));
  writer.add(Section::byte_ids, std::span<const TokenId>());
  return writer.image(key);
}

template <typename T>
std::vector<T> elements(const std::optional<SharedArray<T>>& array) {
  REQUIRE(array.has_value());
  return {array->span().begin(), array->span().end()};
}

// Writes `value` at `offset`, makes the checksum right, and says why the image is refused.
template <typename T>
std::string refusal(std::size_t offset, T value) {
  test::ImageBytes bytes(some_image());
  std::memcpy(bytes.data() + offset, &value, sizeof value);
  bytes.seal();
  const auto image = bytes.open(kKey);
  if (image) return "not refused";
  CHECK(image.error().code() == ErrorCode::integrity);
  return image.error().sentence();
}

TEST_CASE("image: gives the arrays that were put into it") {
  test::ImageBytes bytes(some_image());
  const auto image = bytes.open(kKey);
  REQUIRE(image.has_value());
  CHECK(elements(image->section<char>(Section::token_bytes)) == kText);
  const auto numbers = image->section<std::uint32_t>(Section::token_offsets);
  CHECK(elements(numbers) == kNumbers);
  CHECK(reinterpret_cast<std::uintptr_t>(numbers->data()) % kSectionAlignment == 0);
  CHECK(elements(image->section<TokenId>(Section::byte_ids)).empty());
  CHECK(some_image() == some_image());
}

TEST_CASE("image: an array of another kind, size or name is none") {
  test::ImageBytes bytes(some_image());
  const auto image = bytes.open(kKey);
  REQUIRE(image.has_value());
  CHECK_FALSE(image->section<std::uint64_t>(Section::token_offsets).has_value());
  CHECK_FALSE(image->section<char>(Section::token_offsets).has_value());
  CHECK_FALSE(image->section<std::uint32_t>(Section::pair_buckets).has_value());
  CHECK_FALSE(image->section<std::uint32_t>(Section::token_offsets, 4).has_value());
  CHECK(image->section<std::uint32_t>(Section::token_offsets, 5).has_value());
}

TEST_CASE("image: any byte that differs is noticed") {
  test::ImageBytes bytes(some_image());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int difference : {1, 0x80, 0xFF}) {
      bytes.data()[at] = static_cast<char>(bytes.data()[at] ^ difference);
      const auto image = bytes.open(kKey);
      if (image) FAIL("byte " << at);
      CHECK(image.error().code() == ErrorCode::integrity);
      bytes.data()[at] = static_cast<char>(bytes.data()[at] ^ difference);
    }
  }
  CHECK(bytes.open(kKey).has_value());
}

TEST_CASE("image: any other length is noticed, even with a checksum to fit") {
  const std::string whole = some_image();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    test::ImageBytes bytes(whole.substr(0, size));
    CHECK_FALSE(bytes.open(kKey).has_value());
    bytes.seal();
    CHECK_FALSE(bytes.open(kKey).has_value());
  }
  for (const std::size_t more : {1, 63, 64, 5000}) {
    test::ImageBytes bytes(whole + std::string(more, '\0'));
    CHECK_FALSE(bytes.open(kKey).has_value());
    bytes.seal();
    CHECK_FALSE(bytes.open(kKey).has_value());
  }
}

TEST_CASE("image: another source or layout than asked for is refused") {
  test::ImageBytes bytes(some_image());
  CHECK_FALSE(bytes.open({std::string(64, 'd'), kKey.layout}).has_value());
  CHECK_FALSE(bytes.open({kKey.source, kKey.layout + 1}).has_value());
  CHECK(bytes.open(kKey).has_value());
}

TEST_CASE("image: each field of the header is checked on its own") {
  CHECK(refusal(offsetof(ImageHeader, magic), 'K') == "is no image");
  CHECK(refusal(offsetof(ImageHeader, byte_order), std::uint32_t{0x04030201}) ==
        "is for other machines");
  for (const std::uint32_t format : {0u, ImageHeader::kFormat + 1, UINT32_MAX}) {
    CHECK(refusal(offsetof(ImageHeader, format), format) == "is for another version of kimitok");
  }
  CHECK(refusal(offsetof(ImageHeader, layout), std::uint64_t{0}) ==
        "is for another version of kimitok");
  for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{1} << 40, UINT64_MAX}) {
    CHECK(refusal(offsetof(ImageHeader, image_bytes), bytes) == "has another size than it says");
    CHECK(refusal(offsetof(ImageHeader, section_count), bytes + 15) != "not refused");
  }
  CHECK(refusal(offsetof(ImageHeader, source), 'f') == "is of another vocabulary");
}

TEST_CASE("image: each field of each section is checked on its own") {
  const std::uint64_t size = some_image().size();
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    const std::size_t entry = sizeof(ImageHeader) + i * sizeof(ImageEntry);
    for (const std::uint64_t section : {std::uint64_t{0}, std::uint64_t{kSections + 1}, UINT64_MAX})
      CHECK(refusal(entry + offsetof(ImageEntry, section), section) == "has an unknown section");
    CHECK(refusal(entry + offsetof(ImageEntry, element_bytes), std::uint64_t{0}) ==
          "has a section that ends within an element");
    for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{64}, std::uint64_t{257},
                                       size / 64 * 64 + 64, UINT64_MAX - 63}) {
      CHECK(refusal(entry + offsetof(ImageEntry, offset), offset) ==
            "has a section that lies in the wrong place");
    }
    for (const std::uint64_t bytes : {size, UINT64_MAX, UINT64_MAX - 255, std::uint64_t{1} << 63})
      CHECK(refusal(entry + offsetof(ImageEntry, bytes), bytes) != "not refused");
  }
  const std::size_t second = sizeof(ImageHeader) + sizeof(ImageEntry);
  CHECK(refusal(second, std::uint64_t{1}) == "has a section twice");
  CHECK(refusal(second + offsetof(ImageEntry, element_bytes), std::uint64_t{3}) ==
        "has a section that ends within an element");
}

}  // namespace
}  // namespace kimitok
