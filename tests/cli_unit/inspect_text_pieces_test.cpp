#include "inspect/text_pieces.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok::app {
namespace {

EncodeOptions options_of(Chunking chunking, InvalidUtf8 invalid = InvalidUtf8::error) {
  EncodeOptions options;
  options.chunking = chunking;
  options.invalid_utf8 = invalid;
  return options;
}

struct Tokenized {
  std::string text;
  std::vector<TextPiece> pieces;
};

// Checks what holds for any text: the pieces cover it, and merging each gives the ids.
Tokenized tokenized(const Tokenizer& tokenizer, std::string_view text,
                    const EncodeOptions& options) {
  const auto ids = tokenizer.encode(text, options);
  REQUIRE(ids);
  const auto pieces = pieces_of(tokenizer, options, *ids);
  REQUIRE(pieces);
  Tokenized result{*tokenizer.decode(*ids), *pieces};
  std::size_t at = 0, token = 0;
  for (const TextPiece& piece : *pieces) {
    REQUIRE(piece.begin == at);
    REQUIRE(piece.end > at);
    REQUIRE(piece.first_token == token);
    const std::vector<TokenId> own(ids->begin() + static_cast<std::ptrdiff_t>(piece.first_token),
                                   ids->begin() + static_cast<std::ptrdiff_t>(piece.end_token));
    if (piece.kind == TextPiece::Kind::pattern) {
      REQUIRE(own == tokenizer.encode_piece(result.text.substr(at, piece.end - at)));
    } else {
      REQUIRE(own.size() == 1);
    }
    at = piece.end;
    token = piece.end_token;
  }
  CHECK(at == result.text.size());
  CHECK(token == ids->size());
  return result;
}

// The pieces with bars between them; special ones and stray bytes in brackets.
std::string shown(const Tokenized& tokenized) {
  std::string text;
  for (const TextPiece& piece : tokenized.pieces) {
    const std::string bytes = tokenized.text.substr(piece.begin, piece.end - piece.begin);
    if (!text.empty()) text += '|';
    text += piece.kind == TextPiece::Kind::pattern ? bytes : "[" + bytes + "]";
  }
  return text;
}

TEST_CASE("text pieces: the pattern's matches, special tokens and stray bytes, in order") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  struct Row {
    std::string_view text, expected;
  };
  const std::vector<Row> rows = {
      {"", ""},
      {"hello hello", "hello| hello"},
      {"x中中y", "x|中中|y"},
      {"hello  <|end|> ab", "hello|  |[<|end|>]| ab"},
      {"<|end|>", "[<|end|>]"},
      {"a\xE4\xB8\xFF hello", "a|[\xE4]|[\xB8]|[\xFF]| hello"},
      {"é\xC3", "é|[\xC3]"},
  };
  for (const Row& row : rows) {
    for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
      CAPTURE(row.expected);
      CAPTURE(static_cast<int>(chunking));
      CHECK(shown(tokenized(tokenizer, row.text, options_of(chunking, InvalidUtf8::bytes))) ==
            row.expected);
    }
  }
}

TEST_CASE("text pieces: replaced bytes count as what replaces them") {
  const auto result =
      tokenized(test::tiny_tokenizer(), "a\xFF", options_of(Chunking::kimi, InvalidUtf8::replace));
  CHECK(result.text == "a\xEF\xBF\xBD");
  CHECK(result.pieces.back().end == 4);
}

TEST_CASE("text pieces: lookahead ends where the text is cut") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string text = std::string(30'000, ' ') + "x" + std::string(25'001, 'a');
  const auto ends = [&](Chunking chunking) {
    std::vector<std::size_t> result;
    for (const TextPiece& piece : tokenized(tokenizer, text, options_of(chunking)).pieces) {
      result.push_back(piece.end);
    }
    return result;
  };
  CHECK(ends(Chunking::none) == std::vector<std::size_t>{29'999, 55'002});
  CHECK(ends(Chunking::kimi) == std::vector<std::size_t>{25'000, 29'999, 55'000, 55'002});
}

TEST_CASE("text pieces: only transformers counts anew after a name") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  const std::string text = std::string(20'000, 'a') + "<|end|>" + std::string(20'000, 'a');
  const auto count = [&](Chunking chunking) {
    return tokenized(tokenizer, text, options_of(chunking)).pieces.size();
  };
  CHECK(count(Chunking::none) == 3);
  CHECK(count(Chunking::transformers) == 3);
  CHECK(count(Chunking::kimi) == 4);
}

TEST_CASE("text pieces: slices of 400,000 characters are cut, whatever their bytes") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  std::string text;
  for (int i = 0; i < 200'001; ++i) text += "é ";
  const auto has_end = [&](Chunking chunking, std::size_t end) {
    for (const TextPiece& piece : tokenized(tokenizer, text, options_of(chunking)).pieces) {
      if (piece.end == end) return true;
    }
    return false;
  };
  // A space is one piece with the letter after it, unless the slice ends between them.
  CHECK(has_end(Chunking::kimi, 600'000));
  CHECK(has_end(Chunking::kimi, 599'999));
  CHECK(has_end(Chunking::none, 599'999));
  CHECK_FALSE(has_end(Chunking::none, 600'000));
}

}  // namespace
}  // namespace kimitok::app
