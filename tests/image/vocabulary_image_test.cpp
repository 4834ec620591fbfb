#include "tokenizer/vocabulary_image.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <string>

#include "image/checksum.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "support/image_bytes.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/tiny_vocabulary.hpp"
#include "support/use_vocabulary.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

const std::string kSource(64, '5');
ImageKey key() { return {kSource, table_layout()}; }
constexpr std::string_view kText =
    "The quick brown fox; \xE4\xB8\xAD\xE6\x96\x87, \xD0\xB8 \xE3\x81\x82 and 1234567890 spaces    "
    ".";

MergeableRanks ranks_in(const fs::path& directory) {
  const auto bytes = read_file(directory / "tiktoken.model", kMaxTiktokenModelBytes);
  REQUIRE(bytes.has_value());
  auto ranks = parse_tiktoken_model(*bytes, RankGaps::refuse);
  REQUIRE(ranks.has_value());
  return *std::move(ranks);
}
MergeableRanks small_ranks() { return ranks_in(fs::path(KIMITOK_TESTDATA) / "kimi-small"); }

std::string image_of(const MergeableRanks& ranks) {
  return vocabulary_image(FastTables(ranks), kSource);
}

std::optional<VocabularyInImage> loaded(test::ImageBytes& bytes) {
  const auto image = bytes.open(key());
  return image ? vocabulary_in(*image) : std::nullopt;
}

void check_equal(const MergeableRanks& expected, std::string_view text) {
  test::ImageBytes bytes(image_of(expected));
  const auto found = loaded(bytes);
  REQUIRE(found.has_value());
  CHECK(found->ranks.size() == expected.size());
  CHECK(found->ranks.end_id() == expected.end_id());
  CHECK(found->ranks.max_token_bytes() == expected.max_token_bytes());
  std::size_t different = 0;
  for (TokenId id = 0; id < expected.end_id(); ++id) {
    different += found->ranks.bytes_of(id) != expected.bytes_of(id);
    if (expected.contains(id)) different += found->ranks.find(expected.bytes_of(id)) != id;
  }
  CHECK(different == 0);
  const VocabularyInImage built{expected, std::make_shared<const FastTables>(expected)};
  CHECK(test::use(*found, text) == test::use(built, text));
  // What was loaded makes the same image again.
  CHECK(vocabulary_image(*found->tables, kSource) == image_of(expected));
}

TEST_CASE("vocabulary image: holds what the tables do") {
  check_equal(small_ranks(), kText);
  check_equal(test::ranks_of(test::tiny_tokens()), kText);
  test::Tokens with_long = test::tiny_tokens();
  for (TokenId id = 400; id < 440; ++id) with_long[id * 3] = std::string(id - 380, 'a');
  check_equal(test::ranks_of(with_long), std::string(90, 'a'));
}

TEST_CASE("vocabulary image: of a real vocabulary") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  check_equal(ranks_in(*folder / "Kimi-K2-Instruct"), kText);
}

TEST_CASE("vocabulary image: its bytes are those of this format") {
  // If this fails, tables hold something else than before: raise ImageHeader::kFormat, so that
  // images made by other versions are not used, and put what is found here.
  CHECK(ImageHeader::kFormat == 1);
  CHECK(checksum(image_of(small_ranks())) == 6571814458898430414u);
}

TEST_CASE("vocabulary image: no byte can change unnoticed") {
  test::ImageBytes bytes(image_of(small_ranks()));
  REQUIRE(loaded(bytes).has_value());
  test::Random random(5);
  for (int round = 0; round < 20'000; ++round) {
    const std::size_t at = random.below(bytes.size());
    const auto before = bytes.data()[at];
    bytes.data()[at] = static_cast<char>(before ^ static_cast<int>(random.between(1, 255)));
    if (bytes.open(key())) FAIL("byte " << at);
    bytes.data()[at] = before;
  }
  CHECK(loaded(bytes).has_value());
}

TEST_CASE("vocabulary image: cut or lengthened anywhere, it is none") {
  const std::string whole = image_of(small_ranks());
  test::ImageBytes bytes(whole + std::string(4096, '\0'));
  for (std::size_t size = 0; size < whole.size() + 4096; size += 64) {
    if (size != whole.size() && bytes.open(key(), size)) FAIL(size << " bytes");
  }
  for (std::size_t size = whole.size() - 64; size < whole.size() + 64; ++size)
    CHECK(bytes.open(key(), size).has_value() == (size == whole.size()));
}

TEST_CASE("vocabulary image: with a checksum to fit, wrong bytes are refused or stay harmless") {
  const std::string whole = image_of(test::ranks_of(test::tiny_tokens()));
  test::Random random(6);
  std::size_t refused = 0, used = 0;
  for (int round = 0; round < 3000; ++round) {
    test::ImageBytes bytes(whole);
    for (std::size_t i = random.between(1, 4); i > 0; --i) {
      // Half of them where offsets, slots and pages are.
      const std::size_t at = random.below(random.one_in(2) ? 20'000 : whole.size());
      bytes.data()[at] = static_cast<char>(random.one_in(2) ? 0xFF : random.below(256));
    }
    bytes.seal();
    if (const auto found = loaded(bytes)) {
      test::use(*found, kText);
      ++used;
    } else {
      ++refused;
    }
  }
  CHECK(refused > 100);
  CHECK(used > 100);
}

TEST_CASE("vocabulary image: without one of its arrays it is none") {
  const std::string whole = image_of(small_ranks());
  for (std::size_t i = 0; i < kSections; ++i) {
    test::ImageBytes bytes(whole);
    std::uint64_t size = 0;
    std::memcpy(
        bytes.data() + sizeof(ImageHeader) + i * sizeof(ImageEntry) + offsetof(ImageEntry, bytes),
        &size, sizeof size);
    bytes.seal();
    CHECK(bytes.open(key()).has_value());
    CHECK_FALSE(loaded(bytes).has_value());
  }
}

}  // namespace
}  // namespace kimitok
