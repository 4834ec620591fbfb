#include "tokenizer/chunker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/file.hpp"
#include "kimitok/utf8.hpp"
#include "reference/naive_encoder.hpp"
#include "reference/naive_utf8.hpp"
#include "reference/one_by_one.hpp"
#include "support/cpu_tiers.hpp"
#include "support/random.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "tokenizer/utf8_gate.hpp"

namespace kimitok {
namespace {

const std::vector<std::string> kSpaces = {" ", "\n", "\x1C", "\x1F", "\u0085", "\u00A0", "\u3000"};
const std::vector<std::string> kOthers = {"a",      "\x1B", "\u180E", "\u200B",
                                          "\u4e2d", "\xFF", "\x80",   "\U0001F600"};

// Runs whose lengths lie around the limit, some of one character, some mixed.
std::string long_text(test::Random& random) {
  std::string text;
  bool space = random.one_in(2);
  for (std::size_t runs = random.between(1, 30); runs > 0; --runs, space = !space) {
    const std::size_t lengths[] = {random.between(1, 3), random.between(24'998, 25'003),
                                   random.between(49'998, 50'003), random.between(1, 60'000)};
    const std::vector<std::string>& from = space ? kSpaces : kOthers;
    const std::string& one = random.pick(from);
    const bool mixed = random.one_in(2);
    for (std::size_t i = lengths[random.below(4)]; i > 0; --i) {
      text += mixed ? random.pick(from) : one;
    }
  }
  return text;
}

TEST_CASE("chunker: cuts where the wrapper does, however the text arrives") {
  test::Random random(40);
  const SpecialMatcher none({});
  std::size_t slices = 0;
  for (int round = 0; round < 24; ++round) {
    CAPTURE(round);
    const std::string text = long_text(random);
    const std::vector<reference::Character> characters = reference::characters(text);
    std::vector<std::size_t> offsets = {0};
    std::vector<reference::Character> counted;  // ill-formed bytes count one by one
    for (const reference::Character& character : characters) {
      if (character.code_point) {
        counted.push_back(character);
        offsets.push_back(offsets.back() + character.bytes.size());
        continue;
      }
      for (const char byte : character.bytes) {
        counted.push_back({std::string(1, byte), std::nullopt});
        offsets.push_back(offsets.back() + 1);
      }
    }
    std::vector<std::size_t> expected;
    for (const std::size_t cut : reference::cuts(counted, 0, counted.size())) {
      expected.push_back(offsets[cut]);
    }
    slices += counted.size() > 400'000;

    Chunker chunker(Chunking::kimi, none);
    std::vector<std::size_t> ends;
    std::string buffer;
    std::size_t fed = 0, dropped = 0;
    while (true) {
      const std::size_t now = std::min(counted.size(), fed + random.between(0, 50'000));
      buffer += text.substr(offsets[fed], offsets[now] - offsets[fed]);
      fed = now;
      const bool final = fed == counted.size();
      std::vector<Part> parts;
      chunker.cut(buffer, final, parts);
      for (const Part& part : parts) ends.push_back(dropped + part.end);
      if (random.one_in(2)) {
        buffer.erase(0, chunker.open());
        dropped += chunker.open();
        chunker.dropped();
      }
      if (final) break;
    }
    CHECK((ends == expected));
  }
  CHECK(slices > 2);
}

// With limits so small that cuts, names and the ends of blocks meet everywhere.
const std::vector<std::string> kNames = {"[BOS]", "<|end|>", "<|end|>x", "\u4e2d!"};

std::string short_text(test::Random& random, bool ill_formed) {
  std::string text;
  bool space = random.one_in(2);
  for (std::size_t runs = random.between(1, 12); runs > 0; --runs, space = !space) {
    const std::size_t lengths[] = {random.between(1, 3), random.between(60, 70),
                                   random.between(140, 160), random.between(1, 400)};
    const std::vector<std::string>& from = space ? kSpaces : kOthers;
    const std::string& one = random.pick(from);
    const bool mixed = random.one_in(2);
    for (std::size_t i = lengths[random.below(4)]; i > 0; --i) {
      const std::string& character = mixed ? random.pick(from) : one;
      text += utf8::is_valid(character) || ill_formed ? character : "x";
    }
    if (random.one_in(3)) {
      const std::string& name = random.pick(kNames);
      text += random.one_in(3) ? name.substr(0, 3) : name;
    }
  }
  return text;
}

// What the chunker makes of the text behind a gate that lets all bytes through, in blocks of up to
// `largest` bytes.
std::vector<reference::PartEnd> part_ends(std::string_view text, Chunker& chunker,
                                          test::Random& random, std::size_t largest) {
  Utf8Gate gate(InvalidUtf8::bytes);
  std::vector<reference::PartEnd> ends;
  std::string buffer;
  std::size_t dropped = 0;
  bool final = false;
  while (!final) {
    final = text.empty();
    const std::string_view block = text.substr(0, random.between(1, largest));
    text.remove_prefix(block.size());
    const auto passed = final ? gate.finish(buffer) : gate.write(block, buffer);
    REQUIRE(passed);
    std::vector<Part> parts;
    chunker.cut(buffer, final, parts);
    for (const Part& part : parts) {
      std::optional<std::size_t> name;
      if (part.special != nullptr) name = part.special->id;
      ends.push_back({dropped + part.end, name});
    }
    if (!final && random.one_in(2)) continue;
    buffer.erase(0, chunker.open());
    dropped += chunker.open();
    chunker.dropped();
  }
  CHECK(buffer.empty());
  chunker.reset();
  return ends;
}

TEST_CASE("chunker: cuts where counting one by one does, for small limits, however text arrives") {
  test::Random random(41);
  std::vector<SpecialToken> tokens;
  for (const std::string& name : kNames)
    tokens.push_back({static_cast<TokenId>(tokens.size()), name});
  const SpecialMatcher names({&tokens[0], &tokens[1], &tokens[2], &tokens[3]});
  std::size_t cuts = 0, found = 0;
  for (int round = 0; round < 4'000; ++round) {
    const bool ill_formed = random.one_in(2);
    const std::string text = short_text(random, ill_formed);
    const ChunkLimits limits{random.between(1, 1000), random.between(1, 300)};
    const Chunking chunking = random.one_in(2) ? Chunking::kimi : Chunking::transformers;
    const std::vector<std::string> heeded =
        chunking == Chunking::kimi ? std::vector<std::string>{} : kNames;
    const auto expected = reference::part_ends(text, heeded, limits.slice, limits.run);
    cuts += expected.size();
    found += static_cast<std::size_t>(std::ranges::count_if(
        expected, [](const reference::PartEnd& end) { return end.name.has_value(); }));
    for (const CpuTier tier : test::cpu_tiers()) {
      for (const Validity validity : {Validity::unknown, Validity::checked}) {
        if (ill_formed && validity == Validity::checked) continue;
        Chunker chunker(chunking, names, validity, limits, tier);
        for (const std::size_t largest : {std::size_t{3}, std::size_t{300}, 2 * text.size()}) {
          if (part_ends(text, chunker, random, largest) == expected) continue;
          CAPTURE(name_of(tier));
          CAPTURE(limits.slice);
          CAPTURE(limits.run);
          CAPTURE(largest);
          FAIL_CHECK(test::escaped(text));
        }
      }
    }
  }
  CHECK(cuts > 40'000);
  CHECK(found > 2'000);
}

TEST_CASE("chunker: cuts real texts where counting one by one does") {
  const auto folder = test::real_corpus();
  if (!folder) return;
  const SpecialMatcher none({});
  std::size_t texts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    CAPTURE(entry.path());
    const auto text = read_file(entry.path(), 64u << 20);
    REQUIRE(text);
    ++texts;
    for (const ChunkLimits limits :
         {ChunkLimits{}, ChunkLimits{100'000, 700}, ChunkLimits{5'000, 90}}) {
      std::vector<std::size_t> expected;
      for (const auto& end : reference::part_ends(*text, {}, limits.slice, limits.run))
        expected.push_back(end.at);
      for (const CpuTier tier : test::cpu_tiers()) {
        Chunker chunker(Chunking::kimi, none, Validity::checked, limits, tier);
        std::vector<Part> parts;
        chunker.cut(*text, true, parts);
        std::vector<std::size_t> ends;
        for (const Part& part : parts) ends.push_back(part.end);
        CHECK((ends == expected));
      }
    }
  }
  CHECK(texts == 6);
}

}  // namespace
}  // namespace kimitok
