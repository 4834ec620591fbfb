// Encoding what is before a cut and what is behind it gives the ids of the whole: special tokens,
// ill-formed bytes and text that has not come yet included.
#include "tokenizer/text_cuts.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "reference/naive_encoder.hpp"
#include "support/random.hpp"
#include "support/random_text.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/part_encoder.hpp"

namespace kimitok {
namespace {

std::vector<const SpecialToken*> specials_of(const Vocabulary& vocabulary) {
  std::vector<const SpecialToken*> tokens;
  for (const SpecialToken& token : vocabulary.specials().all()) tokens.push_back(&token);
  return tokens;
}

// What Kimi's vocabularies have no example of: names in each other, names of space and of letters.
const std::vector<SpecialToken>& odd_names() {
  static const std::vector<SpecialToken> names = {
      {500, "<|a|>"}, {501, "|>1<"}, {502, "a "}, {503, "\n"}, {504, "\u4E2D1"}, {505, "<|a|>b"},
  };
  return names;
}

class Encoder {
 public:
  Encoder(const Tokenizer& tokenizer, std::vector<const SpecialToken*> names)
      : longest_(longest(names)),
        specials_(std::move(names)),
        cuts_(tokenizer.pretokenizer(), specials_, longest_),
        encoder_(tokenizer.model(), specials_, false) {
    encoder_.hurry();
  }

  std::vector<TokenId> encode(std::string_view text) {
    std::vector<TokenId> ids;
    REQUIRE(encoder_.encode(text, ids).has_value());
    return ids;
  }

  // How many cuts the text has; each is tried.
  std::size_t check_all(std::string_view text) {
    const std::vector<TokenId> whole = encode(text);
    std::size_t cuts = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!cuts_.find(text, at, at + 1)) continue;
      ++cuts;
      std::vector<TokenId> joined = encode(text.substr(0, at));
      for (const TokenId id : encode(text.substr(at))) joined.push_back(id);
      if (joined == whole) continue;
      CAPTURE(at);
      FAIL_CHECK(test::escaped(text));
    }
    return cuts;
  }

  // What is decided while the text is still to come stays when more comes, and nothing is added.
  void check_prefixes(std::string_view text) {
    for (std::size_t size = 0; size < text.size(); ++size) {
      const std::string_view prefix = text.substr(0, size);
      const std::size_t decided = cuts_.decided(prefix);
      for (std::size_t at = 0; at < decided; ++at) {
        if (cuts_.find(prefix, at, at + 1) == cuts_.find(text, at, at + 1)) continue;
        CAPTURE(at);
        FAIL_CHECK(test::escaped(text));
      }
    }
  }

  std::vector<TokenId> encode_split(std::string_view text, std::size_t bytes) {
    std::vector<Part> parts;
    cuts_.split(text, {0, text.size()}, bytes, parts);
    std::vector<TokenId> ids;
    std::size_t at = 0;
    for (const Part& part : parts) {
      REQUIRE(part.begin == at);
      at = part.end;
      for (const TokenId id : encode(text.substr(part.begin, part.end - part.begin))) {
        ids.push_back(id);
      }
    }
    REQUIRE(at == text.size());
    return ids;
  }

 private:
  static std::size_t longest(const std::vector<const SpecialToken*>& names) {
    std::size_t most = 0;
    for (const SpecialToken* name : names) most = std::max(most, name->name.size());
    return most;
  }

  std::size_t longest_;
  SpecialMatcher specials_;
  TextCuts cuts_;
  PartEncoder encoder_;
};

TEST_CASE("text cuts: sound in random texts with names and ill-formed bytes") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  Encoder encoder(tokenizer, specials_of(tokenizer.vocabulary()));
  test::Random random(80);
  std::size_t cuts = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text =
        test::random_text(random, tokenizer.vocabulary(), random.between(1, 15), random.one_in(2));
    cuts += encoder.check_all(text);
    if (round % 20 == 0) encoder.check_prefixes(text);
    const std::size_t bytes = random.between(1, 30);
    if (encoder.encode_split(text, bytes) != encoder.encode(text)) {
      FAIL_CHECK(test::escaped(text));
    }
  }
  CHECK(cuts > 20'000);
}

TEST_CASE("text cuts: sound among names that overlap each other and the rules' characters") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  std::vector<const SpecialToken*> names;
  for (const SpecialToken& name : odd_names()) names.push_back(&name);
  Encoder encoder(tokenizer, names);
  const std::vector<std::string> atoms = {"<|a|>", "<|",     "|>",   "1",  "<",  "a",
                                          "b",     " ",      "\n",   "!",  "A",  "\u4E2D",
                                          "|>1<",  "\u4E2D", "\xE4", "a ", "\t", "\u3007"};
  test::Random random(81);
  std::size_t cuts = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text;
    for (std::size_t i = random.between(1, 10); i > 0; --i) text += random.pick(atoms);
    cuts += encoder.check_all(text);
    if (round % 10 == 0) encoder.check_prefixes(text);
  }
  CHECK(cuts > 20'000);
}

TEST_CASE("text cuts: another pattern has none") {
  TokenizerParts parts{test::tiny_vocabulary(), "\\s+|\\S+"};
  const auto tokenizer = Tokenizer::create(std::move(parts));
  REQUIRE(tokenizer.has_value());
  const SpecialMatcher none({});
  const TextCuts cuts(tokenizer->pretokenizer(), none, 0);
  CHECK_FALSE(cuts.has_any());
  CHECK_FALSE(cuts.find("a1b2 c3", 0, 7).has_value());
  std::vector<Part> found;
  cuts.split("a1b2 c3", {0, 7}, 1, found);
  CHECK(found.size() == 1);
}

std::vector<TokenId> in_blocks(EncodeStream& stream, std::string_view text, test::Random& random,
                               std::size_t largest) {
  std::vector<TokenId> ids;
  while (!text.empty()) {
    const std::string_view block = text.substr(0, random.between(1, largest));
    text.remove_prefix(block.size());
    REQUIRE(stream.write(block, ids).has_value());
  }
  REQUIRE(stream.finish(ids).has_value());
  return ids;
}

TEST_CASE("text cuts: a stream with tasks of a few bytes equals the naive encoder") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  reference::NaiveEncoder naive(tokenizer.vocabulary());
  test::Random random(82);
  for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
    for (const SpecialMode special : {SpecialMode::all, SpecialMode::none}) {
      const EncodeOptions with = {special, {}, chunking, InvalidUtf8::bytes};
      for (const unsigned threads : {1u, 3u}) {
        for (const std::size_t task : {1u, 7u, 100u}) {
          EncodeStream stream(tokenizer, with, threads, task);
          for (int round = 0; round < 60; ++round) {
            const std::string text =
                test::random_text(random, tokenizer.vocabulary(), 100, random.one_in(2));
            const auto expected = naive.encode(text, with);
            REQUIRE(expected.has_value());
            const auto ids = in_blocks(stream, text, random, random.one_in(2) ? 20 : text.size());
            if (ids != *expected) FAIL_CHECK(test::escaped(text));
          }
        }
      }
    }
  }
}

// The same number of ids comes before a failure, and the failure is at the same byte.
TEST_CASE("text cuts: a stream fails alike with any number of threads and size of tasks") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  test::Random random(83);
  int failures = 0;
  for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
    const EncodeOptions with = {SpecialMode::error, {}, chunking, InvalidUtf8::bytes};
    for (const std::size_t task : {1u, 20u, 1'000u}) {
      EncodeStream one(tokenizer, with, 1, task);
      EncodeStream many(tokenizer, with, 4, task);
      for (int round = 0; round < 200; ++round) {
        const std::string text = test::random_text(random, tokenizer.vocabulary(), 60, true);
        std::vector<TokenId> ids[2];
        Result<void> results[2];
        EncodeStream* const streams[] = {&one, &many};
        for (int i = 0; i < 2; ++i) {
          results[i] = streams[i]->write(text, ids[i]);
          if (results[i]) results[i] = streams[i]->finish(ids[i]);
          streams[i]->reset();
        }
        REQUIRE(results[0].has_value() == results[1].has_value());
        CHECK((ids[0] == ids[1]));
        if (results[0]) continue;
        ++failures;
        CHECK(results[0].error().message() == results[1].error().message());
      }
    }
  }
  CHECK(failures > 100);
}

TEST_CASE("text cuts: real text gives the same ids however it is cut") {
  const auto vocabularies = test::real_vocabularies();
  const auto corpus = test::real_corpus();
  if (!vocabularies || !corpus) return;
  const auto loaded = load_tokenizer({.model = *vocabularies / "Kimi-K2-Instruct"});
  REQUIRE(loaded.has_value());
  Encoder encoder(loaded->tokenizer, specials_of(loaded->tokenizer.vocabulary()));
  constexpr std::size_t kMaxTextBytes = 64u << 20;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    CAPTURE(entry.path());
    const auto text = read_file(entry.path(), kMaxTextBytes);
    REQUIRE(text);
    const std::vector<TokenId> whole = encoder.encode(*text);
    for (const std::size_t bytes : {30u, 3'000u}) {
      CHECK((encoder.encode_split(*text, bytes) == whole));
    }
    ++files;
  }
  CHECK(files >= 6);
}

}  // namespace
}  // namespace kimitok
