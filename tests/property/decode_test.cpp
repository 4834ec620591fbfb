#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "reference/naive_utf8.hpp"
#include "support/random.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

struct Decoded {
  std::string text;
  std::optional<std::string> failure;  // the sentence
  bool operator==(const Decoded&) const = default;
};

std::string shown(const Decoded& decoded) {
  return test::escaped(decoded.text) + " / " + decoded.failure.value_or("no failure");
}

bool contains(const std::vector<TokenId>& ids, TokenId id) {
  return std::ranges::find(ids, id) != ids.end();
}

// The whole at once: join the bytes, then look at them.
Decoded expected_of(const Vocabulary& vocabulary, const std::vector<TokenId>& ids,
                    const DecodeOptions& options) {
  std::string bytes;
  std::vector<std::size_t> origins;  // the token of each byte
  std::optional<std::string> unknown;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!vocabulary.bytes_of(ids[i])) {
      unknown =
          "token " + std::to_string(i) + ": the vocabulary has no id " + std::to_string(ids[i]);
      break;
    }
    const bool stop = contains(options.stop, ids[i]);
    if (!contains(options.skip, ids[i]) && (!stop || options.include_stop)) {
      bytes += *vocabulary.bytes_of(ids[i]);
      origins.resize(bytes.size(), i);
    }
    if (stop) break;
  }

  Decoded decoded;
  std::size_t at = 0;
  for (const reference::Character& character : reference::characters(bytes)) {
    // What an unknown id cuts off has not become a character or an ill-formed subpart yet.
    const bool last = at + character.bytes.size() == bytes.size();
    const bool more_could_follow = last && !character.code_point && unknown &&
                                   reference::characters(character.bytes + "\x80").size() == 1;
    const bool second_range = last && !character.code_point && unknown &&
                              (reference::characters(character.bytes + "\xA0").size() == 1 ||
                               reference::characters(character.bytes + "\x90").size() == 1);
    if (more_could_follow || second_range) break;
    if (character.code_point || options.errors == DecodeErrors::bytes) {
      decoded.text += character.bytes;
    } else if (options.errors == DecodeErrors::replace) {
      decoded.text += "\uFFFD";
    } else {
      const auto byte = static_cast<unsigned char>(bytes[at]);
      decoded.failure = "token " + std::to_string(origins[at]) +
                        ": the decoded bytes are not UTF-8 from 0x" +
                        "0123456789abcdef"[byte >> 4] + "0123456789abcdef"[byte & 15] + " on";
      return decoded;
    }
    at += character.bytes.size();
  }
  decoded.failure = unknown;
  return decoded;
}

Decoded stream_decode(DecodeStream& stream, const std::vector<TokenId>& ids,
                      const std::vector<std::size_t>& group_sizes) {
  Decoded decoded;
  Result<void> done;
  std::size_t at = 0;
  for (const std::size_t size : group_sizes) {
    done = stream.write(std::span(ids).subspan(at, size), decoded.text);
    at += size;
    if (!done) break;
  }
  if (done) {
    done = stream.finish(decoded.text);
  } else {
    std::string ignored;
    (void)stream.finish(ignored).has_value();
  }
  if (!done) decoded.failure = done.error().sentence();
  return decoded;
}

std::vector<TokenId> random_ids(test::Random& random, bool unknown) {
  const std::vector<TokenId> common = {test::id_of_byte('a'),
                                       test::id_of_byte('\xE4'),
                                       test::id_of_byte('\xB8'),
                                       test::id_of_byte('\xAD'),
                                       test::id_of_byte('\xF0'),
                                       test::id_of_byte('\x9F'),
                                       test::id_of_byte('\x98'),
                                       test::id_of_byte('\x80'),
                                       test::id_of_byte('\xED'),
                                       267,
                                       270,
                                       271,
                                       280,
                                       281,
                                       300};
  std::vector<TokenId> ids;
  for (std::size_t i = random.below(14); i > 0; --i) {
    ids.push_back(random.one_in(4) ? static_cast<TokenId>(random.below(256)) : random.pick(common));
    if (unknown && random.one_in(10)) ids.back() = random.one_in(2) ? 269 : 301;
  }
  return ids;
}

TEST_CASE("decode stream: every grouping of the ids gives what the whole gives") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  test::Random random(60);
  std::size_t failures = 0, replaced = 0;
  for (int round = 0; round < 60'000; ++round) {
    DecodeOptions options;
    const DecodeErrors policies[] = {DecodeErrors::bytes, DecodeErrors::replace,
                                     DecodeErrors::strict};
    options.errors = policies[random.below(3)];
    if (random.one_in(2)) options.skip = {280, 270};
    if (random.one_in(3)) options.stop = {281, test::id_of_byte('\xED')};
    if (random.one_in(6)) options.stop.push_back(280);
    options.include_stop = random.one_in(2);
    const std::vector<TokenId> ids = random_ids(random, round % 4 == 0);
    const Decoded expected = expected_of(tokenizer.vocabulary(), ids, options);
    failures += expected.failure.has_value();
    replaced += expected.text.find("\uFFFD") != std::string::npos;

    DecodeStream stream(tokenizer, options);
    std::vector<std::vector<std::size_t>> groupings = {{ids.size()},
                                                       std::vector<std::size_t>(ids.size(), 1)};
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<std::size_t>& sizes = groupings.emplace_back();
      for (std::size_t left = ids.size(); left > 0; left -= sizes.back()) {
        sizes.push_back(random.between(0, left));
      }
    }
    for (const std::vector<std::size_t>& sizes : groupings) {
      const Decoded decoded = stream_decode(stream, ids, sizes);
      if (decoded == expected) continue;
      CAPTURE(round);
      CAPTURE(ids);
      CHECK(shown(decoded) == shown(expected));
    }
  }
  CHECK(failures > 5'000);
  CHECK(replaced > 5'000);
}

TEST_CASE("decode stream: without options it gives what decode gives") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  test::Random random(61);
  for (int round = 0; round < 20'000; ++round) {
    const std::vector<TokenId> ids = random_ids(random, false);
    DecodeStream stream(tokenizer, {});
    const Decoded streamed = stream_decode(stream, ids, std::vector<std::size_t>(ids.size(), 1));
    const auto decoded = tokenizer.decode(ids);
    REQUIRE(decoded.has_value());
    REQUIRE_FALSE(streamed.failure.has_value());
    if (streamed.text != *decoded) FAIL_CHECK(test::escaped(*decoded));
  }
}

}  // namespace
}  // namespace kimitok
