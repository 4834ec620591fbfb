#include "decode/id_reader.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace kimitok::app {
namespace {

using cli::IdForm;
using cli::RecordForm;
using namespace std::string_literals;

constexpr TokenId kUnknown = 777;

// Records what it is given: "1 2/3/" are two records. Knows every id but one.
class Recorder : public IdSink {
 public:
  Result<void> ids(std::span<const TokenId> ids, std::size_t& known) override {
    for (known = 0; known < ids.size(); ++known) {
      if (ids[known] == kUnknown) return fail(ErrorCode::unknown_token, "unknown");
      if (!seen.empty() && seen.back() != '/') seen += ' ';
      seen += std::to_string(ids[known]);
    }
    return {};
  }
  Result<void> end_record() override {
    seen += '/';
    return {};
  }

  std::string seen;
};

// What reading `input` in blocks of `size` gives: the records, and the failure if there is one.
std::string read(IdForm form, RecordForm records, std::string_view input, std::size_t size) {
  Recorder recorder;
  IdReader reader(form, records, recorder);
  Result<void> result;
  for (std::size_t at = 0; result && at < input.size(); at += size) {
    result = reader.write(input.substr(at, size));
  }
  if (result) result = reader.finish();
  return result ? recorder.seen : recorder.seen + " ! " + result.error().message();
}

struct Case {
  std::string input;
  std::string expected;
};

void check(IdForm form, RecordForm records, const std::vector<Case>& cases) {
  REQUIRE_FALSE(cases.empty());
  for (const auto& [given, expected] : cases) {
    const auto& input = given;
    CAPTURE(input);
    for (std::size_t size = 1; size <= input.size() + 1; ++size) {
      CAPTURE(size);
      CHECK(read(form, records, input, size) == expected);
    }
  }
}

std::string u32(const std::vector<std::uint32_t>& values) {
  std::string bytes;
  for (const std::uint32_t value : values) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift);
  }
  return bytes;
}

std::string npy(const std::string& descr, const std::string& shape, const std::string& data) {
  const std::string dict =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}\n", descr, shape);
  return "\x93NUMPY\x01\x00"s + static_cast<char>(dict.size()) + '\0' + dict + data;
}

}  // namespace

TEST_CASE("id reader: text ids stand between blanks, commas and line ends") {
  check(IdForm::ids, RecordForm::whole,
        {
            {"", "/"},
            {"1", "1/"},
            {" 12\t3\n4,5 , 6\r\n7\n", "12 3 4 5 6 7/"},
            {"007 4294967295", "7 4294967295/"},
            {"1 4294967296", "1 ! line 1, column 3: the number does not fit an id (32 bits)"},
            {"9\n99999999999999999999999999",
             "9 ! line 2, column 1: the number does not fit an id (32 bits)"},
            {"1 -2", "1 ! line 1, column 3: '-' is not part of a decimal id"},
            {"1\n2x", "1 2 ! line 2, column 2: 'x' is not part of a decimal id"},
            {"+1", " ! line 1, column 1: '+' is not part of a decimal id"},
            {"0x10", "0 ! line 1, column 2: 'x' is not part of a decimal id"},
            {"1.5", "1 ! line 1, column 2: '.' is not part of a decimal id"},
            {"[1]", " ! line 1, column 1: '[' is not part of a decimal id"},
            {"\xEF\xBB\xBF"s + "1", " ! line 1, column 1: byte 0xef is not part of a decimal id"},
            {"1\0002"s, "1 ! line 1, column 2: byte 0x00 is not part of a decimal id"},
            {"1,,2", "1 ! line 1, column 3: a comma without an id before it"},
            {",1", " ! line 1, column 1: a comma without an id before it"},
            {"1\r2", "1 ! line 1, column 2: a carriage return without a line feed after it"},
            {"1\r", "1 ! line 1, column 2: a carriage return without a line feed after it"},
            {"1 777 2", "1 ! line 1, column 3: unknown"},
            {"1\n 777", "1 ! line 2, column 2: unknown"},
        });
}

TEST_CASE("id reader: each line of text ids is a record, blank ones too") {
  check(IdForm::ids, RecordForm::lines,
        {{"", ""}, {"\n", "/"}, {"1 2\n\r\n3", "1 2//3/"}, {"1\n2\n", "1/2/"}, {"1\n ", "1//"}});
}

TEST_CASE("id reader: NUL ends records of text ids") {
  check(IdForm::ids, RecordForm::nul,
        {{"", ""}, {"1 2\0003\n4\000"s, "1 2/3 4/"}, {"\000\000"s, "//"}, {"1\0002"s, "1/2/"}});
}

TEST_CASE("id reader: a JSON text is an array of ids or of arrays of ids") {
  check(IdForm::json, RecordForm::whole,
        {
            {"[]", "/"},
            {" [1, 2 ,\n3]\n ", "1 2 3/"},
            {"[[1,2],[],[0]]", "1 2//0/"},
            {"", " ! line 1, column 1: there is no JSON value"},
            {"[1,2", "1 ! line 1, column 5: the JSON ends within a value"},
            {"[1,]", "1 ! line 1, column 4: an id was expected, not ']'"},
            {"[1 2]", "1 ! line 1, column 4: ',' or ']' was expected, not '2'"},
            {"[1}", "1 ! line 1, column 3: ',' or ']' was expected, not '}'"},
            {"[1][2]", "1/ ! line 1, column 4: the end was expected, not '['"},
            {"[1]\n[2]", "1/ ! line 2, column 1: the end was expected, not '['"},
            {"[1,[2]]", "1 ! line 1, column 4: an id was expected, not '['"},
            {"[[1],2]", "1/ ! line 1, column 6: an array of ids was expected, not '2'"},
            {"[[[1]]]", " ! line 1, column 3: an id was expected, not '['"},
            {"[\"1\"]", " ! line 1, column 2: an id was expected, not '\"'"},
            {"{\"ids\":[1]}", " ! line 1, column 1: an array of ids was expected, not '{'"},
            {"3", " ! line 1, column 1: an array of ids was expected, not '3'"},
            {"[-1]", " ! line 1, column 2: an id is a whole number and not negative"},
            {"[1.0]", " ! line 1, column 3: an id is a whole number"},
            {"[1e3]", " ! line 1, column 3: an id is a whole number"},
            {"[01]", "0 ! line 1, column 3: ',' or ']' was expected, not '1'"},
            {"[4294967296]", " ! line 1, column 2: the number does not fit an id (32 bits)"},
            {"[1, 777]", "1 ! line 1, column 5: unknown"},
        });
}

TEST_CASE("id reader: each line of JSONL is an array or an object with ids") {
  check(
      IdForm::jsonl, RecordForm::whole,
      {
          {"", ""},
          {"[1,2]\n\n[3]\r\n", "1 2/3/"},
          {R"({"i":0,"ids":[1,2]})", "1 2/"},
          {R"({"ids":[]} )", "/"},
          {R"({"a":{"ids":["x",{"b":[]}]},"ids":[5],"c":-1.5e+3,"d":[true,false,null,"\u00e9\""]})",
           "5/"},
          {"{\"ids\":[1]}\n{\"ids\":[2]}", "1/2/"},
          {"{}", " ! line 1, column 2: the object has no member \"ids\""},
          {R"({"idss":[1]})", " ! line 1, column 12: the object has no member \"ids\""},
          {R"({"ids":[1],"ids":[2]})", "1 ! line 1, column 18: the object has two members \"ids\""},
          {R"({"ids":3})", " ! line 1, column 8: an array of ids was expected, not '3'"},
          {"{\"ids\":\n[1]}", " ! line 1, column 8: the record does not end on its line"},
          {"[1] [2]", "1/ ! line 1, column 5: a new line was expected, not '['"},
          {R"({"a":tru,"ids":[]})",
           " ! line 1, column 9: true, false or null was expected, not ','"},
          {R"({"a":"\x"})", " ! line 1, column 8: an unknown escape"},
          {R"({"a":"\u12g4"})", " ! line 1, column 11: \\u needs four hexadecimal digits"},
          {"{\"a\":\"\t\"}", " ! line 1, column 7: a control character in a string"},
          {R"({"a":1.})", " ! line 1, column 8: the number is not complete"},
          {R"({a:1})", " ! line 1, column 2: a member's name was expected, not 'a'"},
          {R"({"a" 1})", " ! line 1, column 6: a colon was expected, not '1'"},
          {R"({"a":1,})", " ! line 1, column 8: a member's name was expected, not '}'"},
          {R"({"a":1 2})", " ! line 1, column 8: ',' or '}' was expected, not '2'"},
      });
  CHECK(read(IdForm::jsonl, RecordForm::whole, "{\"a\":" + std::string(100, '['), 7) ==
        " ! line 1, column 69: nested deeper than 64");
}

TEST_CASE("id reader: raw numbers are little-endian and whole") {
  check(IdForm::u32, RecordForm::whole,
        {{"", "/"},
         {u32({1, 65536, 4294967295}), "1 65536 4294967295/"},
         {u32({1}) + "ab", "1 ! byte 4: the last number has 2 of its 4 bytes"},
         {u32({1, 777}), "1 ! byte 4: unknown"}});
  check(IdForm::u16, RecordForm::whole,
        {{"\x01\x02\xFF\xFF"s, "513 65535/"},
         {"\x01"s, " ! byte 0: the last number has 1 of its 2 bytes"}});
  check(IdForm::i32, RecordForm::whole,
        {{u32({5, 2147483647}), "5 2147483647/"},
         {u32({5, 2147483648}), "5 ! byte 4: a negative number is no id"}});
}

TEST_CASE("id reader: an npy file has as many numbers as its header says") {
  const std::string header = npy("<u4", "(2,)", "");
  const auto at = [&](std::size_t offset) { return std::to_string(header.size() + offset); };
  check(IdForm::npy, RecordForm::whole,
        {
            {npy("<u4", "(2,)", u32({7, 8})), "7 8/"},
            {npy("<i4", "(0,)", ""), "/"},
            {npy("<u2", "(2,)", "\x01\x00\x02\x01"s), "1 258/"},
            {npy("|u1", "(3,)", "\x01\xFF\x00"s), "1 255 0/"},
            {npy("<u8", "(1,)", u32({9, 0})), "9/"},
            {npy("<u8", "(1,)", u32({9, 1})),
             " ! byte " + at(0) + ": the number does not fit an id (32 bits)"},
            {npy("<i8", "(1,)", u32({4294967295, 4294967295})),
             " ! byte " + at(0) + ": a negative number is no id"},
            {npy("<u4", "(2,)", u32({7})),
             "7 ! byte " + at(4) + ": 4 bytes of the numbers are missing"},
            {npy("<u4", "(2,)", u32({7, 8}) + "x"),
             "7 8 ! byte " + at(8) + ": bytes after the last number"},
            {npy("<u4", "(2,)", u32({7, 777})), "7 ! byte " + at(4) + ": unknown"},
            {header.substr(0, 20), " ! byte 20: the file ends within its npy header"},
            {"", " ! byte 0: the file ends within its npy header"},
        });
}

TEST_CASE("id reader: the first bytes tell the form") {
  check(IdForm::automatic, RecordForm::whole,
        {
            {"", "/"},
            {" \n", "/"},
            {"  1 2", "1 2/"},
            {"\n[1,2]\n", "1 2/"},
            {"[[1],[2]]", "1/2/"},
            {"[1]\n[2]\n", "1/2/"},
            {"{\"ids\":[1]}\n[2]\n", "1/2/"},
            {npy("<u4", "(1,)", u32({3})), "3/"},
            {"x", " ! line 1, column 1: 'x' is not part of a decimal id"},
            {" \n\"1\"", " ! line 2, column 1: '\"' is not part of a decimal id"},
        });
  check(IdForm::automatic, RecordForm::lines, {{"1\n\n2\n", "1//2/"}, {"\n\n1", "//1/"}});
  const std::string blanks(5000, ' ');
  CHECK(read(IdForm::automatic, RecordForm::whole, blanks + "5", 999) == "5/");
}

// Small blocks are read byte by byte, large ones eight bytes at a time.
TEST_CASE("id reader: however the input is cut, ids and failures are the same") {
  const std::vector<std::string> common = {" ", " ", ",", ", ", "\n", "12", "7", "163839", "0"};
  const std::vector<std::string> odd = {"\t",       "\r\n", "\r",         ",,",  "777", "x",
                                        "99999999", "001",  "4294967296", "\0"s, "]",   "1234567"};
  test::Random random(70);
  std::size_t failures = 0;
  for (int round = 0; round < 20'000; ++round) {
    const bool json = round % 4 == 3;
    std::string input = json ? "[" : "";
    for (std::size_t i = random.below(30); i > 0; --i) {
      input += random.one_in(25) ? random.pick(odd) : random.pick(common);
      // Mostly ids with something between them.
      if (i % 2 == 1) input += json ? "," : random.pick(common).substr(0, 1) + ' ';
    }
    if (json) input += "3]";
    const RecordForm forms[] = {RecordForm::whole, RecordForm::lines, RecordForm::nul};
    const IdForm form = json ? IdForm::json : IdForm::ids;
    const RecordForm records = forms[random.below(3)];
    const std::string expected = read(form, records, input, 1);
    failures += expected.find('!') != std::string::npos;
    CAPTURE(input);
    for (const std::size_t size : {input.size() + 1, random.between(1, 9), random.between(9, 40)}) {
      if (read(form, records, input, size) != expected) {
        CHECK(read(form, records, input, size) == expected);
      }
    }
  }
  CHECK(failures > 2'000);
  CHECK(failures < 18'000);
}

TEST_CASE("id reader: of many ids the unknown one is found") {
  for (const IdForm form : {IdForm::ids, IdForm::json, IdForm::u32}) {
    for (const std::size_t at : {0u, 1u, 4095u, 4096u, 8191u, 8192u, 20000u}) {
      CAPTURE(at);
      std::vector<std::uint32_t> ids(20001, 5);
      ids[at] = kUnknown;
      const bool json = form == IdForm::json;
      const std::string list = fmt::format("{}", fmt::join(ids, ",\n"));
      const std::string input = form == IdForm::u32 ? u32(ids) : json ? '[' + list + ']' : list;
      const std::string place =
          form == IdForm::u32 ? fmt::format("byte {}", 4 * at)
                              : fmt::format("line {}, column {}", at + 1, json && at == 0 ? 2 : 1);
      for (const std::size_t block : {std::size_t{1}, std::size_t{1000}, input.size()}) {
        const std::string seen = read(form, RecordForm::whole, input, block);
        CHECK(std::ranges::count(seen, '5') == static_cast<std::ptrdiff_t>(at));
        CHECK(seen.substr(seen.find('!')) == "! " + place + ": unknown");
      }
    }
  }
}

}  // namespace kimitok::app
