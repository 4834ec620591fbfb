#include "load/usual_lines.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/base64.hpp"
#include "kimitok/file.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/tokenizer_files.hpp"

namespace kimitok {
namespace {

// Of a file in the usual form; each line by the strict decoder of whole texts.
std::vector<std::string> tokens_line_by_line(std::string_view file) {
  std::vector<std::string> tokens;
  while (!file.empty()) {
    const std::string_view token = file.substr(0, file.find(' '));
    std::string bytes(token.size(), '?');
    const Base64Decoded decoded = decode_base64(token, bytes.data());
    REQUIRE(decoded.fault == Base64Fault::none);
    tokens.push_back(bytes.substr(0, decoded.size));
    file.remove_prefix(file.find('\n') + 1);
  }
  return tokens;
}

std::vector<std::string> tokens_of(const MergeableRanks::Dense& dense) {
  std::vector<std::string> tokens;
  for (std::size_t id = 0; id + 1 < dense.offsets.size(); ++id) {
    tokens.emplace_back(dense.arena.get() + dense.offsets[id],
                        dense.arena.get() + dense.offsets[id + 1]);
  }
  return tokens;
}

// In memory of exactly this size, so that the address sanitizer sees a step beyond its end.
std::optional<MergeableRanks::Dense> read_exactly(std::string_view file) {
  const auto bytes = std::make_unique<char[]>(file.size());
  std::memcpy(bytes.get(), file.data(), file.size());
  return read_usual_lines({bytes.get(), file.size()});
}

TEST_CASE("usual lines: tokens of all sizes are read") {
  test::Random random(8101);
  std::vector<std::string> tokens = test::tokens_with({});
  for (std::size_t size = 1; size <= 300; ++size) {
    for (int i = 0; i < 4; ++i) {
      std::string token;
      while (token.size() < size) token += static_cast<char>(random.below(256));
      tokens.push_back(token);
    }
  }
  const auto dense = read_exactly(test::tiktoken_model(tokens));
  REQUIRE(dense.has_value());
  CHECK(tokens_of(*dense) == tokens);
}

TEST_CASE("usual lines: any file of another form is left to others") {
  const std::string usual = test::tiktoken_model(test::tokens_with({"he", "hello"}));
  REQUIRE(read_exactly(usual).has_value());
  for (const std::string_view more :
       {"\n", "aGU= 258", "aGU= 258\r\n", "aGU= 259\n", "aGU= 0258\n", "aGU=  258\n", "aGU=\t258\n",
        "aGU= 258 \n", " 258\n", "aGV= 258\n", "aG-= 258\n", "aGU 258\n", "258\n",
        "aGU=", "aGU= ", "aGU= 25"}) {
    CAPTURE(more);
    CHECK_FALSE(read_exactly(usual + std::string(more)).has_value());
    CHECK_FALSE(read_exactly(usual + std::string(more) + "aGg= 259\n").has_value());
  }
}

TEST_CASE("usual lines: a file with one byte changed gives the changed token or nothing") {
  const std::string usual = test::tiktoken_model(test::tokens_with({"he", "hello", "hell"}));
  const auto tokens = tokens_line_by_line(usual);
  std::size_t taken = 0;
  for (std::size_t at = 0; at < usual.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = usual;
      changed[at] = static_cast<char>(byte);
      const auto dense = read_usual_lines(changed);
      if (!dense) continue;
      ++taken;
      // Encoded again, it is the file.
      CHECK(test::tiktoken_model(tokens_of(*dense)) == changed);
    }
  }
  CHECK(taken > usual.size());
}

TEST_CASE("usual lines: a truncated file gives the tokens before or nothing") {
  const std::string usual = test::tiktoken_model(test::tokens_with({"he", "hello", "hell"}));
  for (std::size_t size = 0; size < usual.size(); ++size) {
    const std::string_view part = std::string_view(usual).substr(0, size);
    const auto dense = read_exactly(part);
    CHECK(dense.has_value() == (part.empty() || part.back() == '\n'));
    if (dense) CHECK(test::tiktoken_model(tokens_of(*dense)) == part);
  }
}

TEST_CASE("usual lines: the published vocabularies are read as line by line (real)") {
  const auto kimi = test::real_vocabularies();
  if (!kimi) return;
  const auto file =
      read_file(*kimi / "Kimi-K2-Instruct" / "tiktoken.model", kMaxTiktokenModelBytes);
  REQUIRE(file.has_value());
  const auto dense = read_exactly(*file);
  REQUIRE(dense.has_value());
  const auto tokens = tokens_line_by_line(*file);
  CHECK(tokens.size() == 163584);
  CHECK(tokens_of(*dense) == tokens);
  // With another end of a line the careful reader has to take all of them.
  std::string other = *file;
  other.insert(other.find('\n'), "\r");
  CHECK_FALSE(read_exactly(other).has_value());
  const auto quick = parse_tiktoken_model(*file, RankGaps::refuse);
  const auto careful = parse_tiktoken_model(other, RankGaps::refuse);
  REQUIRE(quick.has_value());
  REQUIRE(careful.has_value());
  std::size_t different = 0;
  for (TokenId id = 0; id < tokens.size(); ++id) {
    different += quick->bytes_of(id) != tokens[id] || careful->bytes_of(id) != tokens[id] ||
                 quick->find(tokens[id]) != id || careful->find(tokens[id]) != id;
  }
  CHECK(different == 0);
  CHECK(quick->size() == careful->size());
}

}  // namespace
}  // namespace kimitok
