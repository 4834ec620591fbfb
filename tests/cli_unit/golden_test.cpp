#include "verify/golden.hpp"

#include <doctest/doctest.h>

#include <string>

namespace kimitok::app {
namespace {

using Ids = std::vector<TokenId>;
const std::string kDigest(64, 'a');

GoldenRecord record_of(std::string_view line) {
  CAPTURE(line);
  GoldenParser parser;
  const auto parsed = parser.parse(line);
  REQUIRE(parsed);
  const auto* record = std::get_if<GoldenRecord>(&*parsed);
  REQUIRE(record != nullptr);
  return *record;
}

}  // namespace

TEST_CASE("golden: the text of a record in each of its forms") {
  struct Case {
    std::string_view line;
    GoldenRecord::Form form;
    std::string_view text;
  };
  using Form = GoldenRecord::Form;
  constexpr Case kCases[] = {
      {R"({"text":"a\u00e9\ud83c\udf0d","ids":[]})", Form::text, "a\xC3\xA9\xF0\x9F\x8C\x8D"},
      {R"({"b64":"AP/+","ids":[]})", Form::base64, {"\0\xFF\xFE", 3}},
      {R"({"b64":"","ids":[]})", Form::base64, ""},
      {R"({"parts":[["ab",3],["",9000000000000000000],["c",0],["d",1]],"ids":[]})", Form::parts,
       "abababd"},
      {R"({"bytes_hex":"e4B8","ids":[]})", Form::piece, "\xE4\xB8"},
  };
  for (const auto& [line, form, text] : kCases) {
    const GoldenRecord record = record_of(line);
    CHECK(record.form == form);
    CHECK(record.text() == text);
  }
}

TEST_CASE(
    "golden: special tokens are allowed and cuts are the model's own unless a record says more") {
  const GoldenRecord record = record_of(R"({"text":"","ids":[1,2],"source":{"x":[1]}})");
  REQUIRE(record.expectations.size() == 1);
  CHECK(record.expectations[0].key == "ids");
  CHECK(record.expectations[0].special == SpecialMode::all);
  CHECK_FALSE(record.expectations[0].chunking);
  CHECK(std::get<Ids>(record.expectations[0].value) == Ids{1, 2});
  CHECK_FALSE(record.decoded);
  CHECK_FALSE(record.profile);
  CHECK(record.name.empty());
}

TEST_CASE("golden: what a record says about itself") {
  const GoldenRecord record = record_of(
      R"({"text":"","ids":[],"decoded":"x","name":"n","profile":"p","special":["[BOS]","[EOS]"],)"
      R"("chunking":"transformers"})");
  CHECK(record.decoded == "x");
  CHECK(record.name == "n");
  CHECK(record.profile == "p");
  REQUIRE(record.expectations.size() == 1);
  CHECK(record.expectations[0].special == SpecialMode::some);
  CHECK(record.expectations[0].special_names == std::vector<std::string>{"[BOS]", "[EOS]"});
  CHECK(record.expectations[0].chunking == Chunking::transformers);
}

TEST_CASE("golden: each expectation of a record counts") {
  const GoldenRecord record = record_of(
      R"({"text":"","special":"all","chunking":"none","ids":[1],"ids_ordinary":[2],"tokens":3,)"
      R"("ids_u32le_sha256":")" +
      std::string(64, 'A') + R"(","pieces":["x"]})");
  REQUIRE(record.expectations.size() == 4);
  CHECK(record.expectations[0].key == "ids");
  CHECK(record.expectations[1].key == "ids_ordinary");
  CHECK(record.expectations[1].special == SpecialMode::none);
  CHECK(record.expectations[1].chunking == Chunking::none);
  const auto& digest = std::get<GoldenDigest>(record.expectations[2].value);
  CHECK(digest.tokens == 3);
  CHECK(digest.sha256 == kDigest);
  CHECK(std::get<std::vector<std::string>>(record.expectations[3].value) ==
        std::vector<std::string>{"x"});
}

TEST_CASE("golden: modes name how the text is encoded") {
  std::string modes;
  for (const GoldenMode& mode : kGoldenModes) {
    modes += (modes.empty() ? "\"" : ",\"") + std::string(mode.name) +
             R"(":{"tokens":1,"ids_u32le_sha256":")" + kDigest + "\"}";
  }
  const GoldenRecord record = record_of(R"({"text":"","modes":{)" + modes + "}}");
  REQUIRE(record.expectations.size() == std::size(kGoldenModes));
  for (std::size_t i = 0; i < std::size(kGoldenModes); ++i) {
    CHECK(record.expectations[i].key == "modes." + std::string(kGoldenModes[i].name));
    CHECK(record.expectations[i].special == kGoldenModes[i].special);
    CHECK(record.expectations[i].chunking == kGoldenModes[i].chunking);
  }
}

TEST_CASE("golden: a header may name the digest of the vocabulary") {
  GoldenParser parser;
  const auto parsed =
      parser.parse(R"({"kimitok_golden":1,"model":"m","tiktoken_model_sha256":"ab"})");
  REQUIRE(parsed);
  CHECK(std::get<GoldenHeader>(*parsed).tiktoken_model_sha256 == "ab");
  const auto bare = parser.parse(R"({"kimitok_golden":1})");
  REQUIRE(bare);
  CHECK_FALSE(std::get<GoldenHeader>(*bare).tiktoken_model_sha256);
}

TEST_CASE("golden: a record that is not as described is refused by name") {
  struct Case {
    std::string line, message;
  };
  const Case cases[] = {
      {"[]", "a record is an object"},
      {R"({"ids":[]})", R"(neither "text", "b64", "parts" nor "bytes_hex")"},
      {R"({"text":"","b64":"","ids":[]})", R"(both "text" and "b64")"},
      {R"({"text":1,"ids":[]})", R"("text" is not a string)"},
      {R"({"text":"","text":"","ids":[]})", R"(the member "text" comes twice)"},
      {R"({"b64":"AA","ids":[]})", R"("b64" is not base64)"},
      {R"({"b64":"AB==","ids":[]})", R"("b64" is not base64)"},
      {R"({"bytes_hex":"abc","ids":[]})", R"("bytes_hex" is not hexadecimal digits)"},
      {R"({"bytes_hex":"ab","pieces":[]})", R"("bytes_hex" goes with "ids" alone)"},
      {R"({"parts":[["a"]],"ids":[]})", R"("parts" is not an array of [string, number])"},
      {R"({"parts":[["a",-1]],"ids":[]})", R"("parts" is not an array of [string, number])"},
      {R"({"parts":[["a",1],["b",1073741824]],"ids":[]})",
       R"("parts" is longer than 1073741824 bytes)"},
      {R"({"text":""})", "the record expects nothing"},
      {R"({"text":"","ids":3})", R"("ids" is not an array of ids)"},
      {R"({"text":"","ids":[-1]})", R"("ids" is not an array of ids)"},
      {R"({"text":"","ids":[4294967296]})", R"("ids" is not an array of ids)"},
      {R"({"text":"","ids_ordinary":["1"]})", R"("ids_ordinary" is not an array of ids)"},
      {R"({"text":"","tokens":1})", R"("tokens" and "ids_u32le_sha256" go together)"},
      {R"({"text":"","tokens":1,"ids_u32le_sha256":"ab"})",
       R"("ids_u32le_sha256" is not 64 hexadecimal digits)"},
      {R"({"text":"","modes":{}})", R"(an unknown or no mode in "modes")"},
      {R"({"text":"","modes":{"other":{}}})", R"(an unknown or no mode in "modes")"},
      {R"({"text":"","modes":{"direct":{}}})", R"(the mode "direct" expects nothing)"},
      {R"({"text":"","pieces":[1]})", R"("pieces" is not an array of strings)"},
      {R"({"text":"","ids":[],"special":"some"})",
       R"("special" is not "all", "none" or an array of names)"},
      {R"({"text":"","ids":[],"special":[1]})",
       R"("special" is not "all", "none" or an array of names)"},
      {R"({"text":"","ids":[],"chunking":"x"})",
       R"("chunking" is not "kimi", "transformers" or "none")"},
      {R"({"text":"","ids":[],"name":1})", R"("name" is not a string)"},
      {R"({"kimitok_golden":2})", R"("kimitok_golden" is not 1, the only known version)"},
  };
  GoldenParser parser;
  for (const auto& [text, message] : cases) {
    const auto& line = text;
    CAPTURE(line);
    const auto parsed = parser.parse(line);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code() == ErrorCode::malformed_input);
    CHECK(parsed.error().message() == message);
  }
  for (const std::string_view line :
       {"", "{", R"({"text":"\ud800","ids":[]})", "{\"text\":\"\xFF\"}"}) {
    CAPTURE(line);
    const auto parsed = parser.parse(line);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message().starts_with("not JSON: "));
  }
}

}  // namespace kimitok::app
