#include "kimitok/base64.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

using namespace std::string_literals;

TEST_CASE("base64: the vectors of RFC 4648 go both ways") {
  const std::vector<std::pair<std::string, std::string>> vectors = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\x00"s, "AA=="},
      {"\xFF\xFE\xFD", "//79"},
      {"\xFB\xEF\xBE", "++++"},
  };
  for (const auto& row : vectors) {
    const auto& bytes = row.first;
    const auto& text = row.second;
    CAPTURE(text);
    CHECK(encode_base64(bytes) == text);
    std::string out(text.size() / 4 * 3, '?');
    const Base64Decoded decoded = decode_base64(text, out.data());
    CHECK(decoded.fault == Base64Fault::none);
    CHECK(out.substr(0, decoded.size) == bytes);
  }
}

TEST_CASE("base64: every byte survives the way there and back at every offset") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t offset = 0; offset < 3; ++offset) {
      CAPTURE(byte);
      CAPTURE(offset);
      std::string bytes(3, 'x');
      bytes[offset] = static_cast<char>(byte);
      bytes.resize(offset + 1);
      const std::string text = encode_base64(bytes);
      std::string out(3, '?');
      const Base64Decoded decoded = decode_base64(text, out.data());
      CHECK(decoded.fault == Base64Fault::none);
      CHECK(out.substr(0, decoded.size) == bytes);
    }
  }
}

TEST_CASE("base64: whatever is not canonical is refused where it is") {
  struct Row {
    std::string_view text;
    Base64Fault fault;
    std::size_t offset;
  };
  const std::vector<Row> rows = {
      {"A", Base64Fault::length, 1},           {"QQ", Base64Fault::length, 2},
      {"QQ=", Base64Fault::length, 3},         {"Zm9vYg=", Base64Fault::length, 7},
      {"Z-9v", Base64Fault::character, 1},     {"Zm_v", Base64Fault::character, 2},
      {"Zm9\n", Base64Fault::character, 3},    {"====", Base64Fault::character, 0},
      {"A===", Base64Fault::character, 1},     {"QQ==QQ==", Base64Fault::character, 2},
      {"Q=Q=", Base64Fault::character, 1},     {"\xC3\xA9\x41=", Base64Fault::character, 0},
      {"Zm9vY!==", Base64Fault::character, 5}, {"QR==", Base64Fault::trailing_bits, 1},
      {"Zm9=", Base64Fault::trailing_bits, 2}, {"Zm9vYn==", Base64Fault::trailing_bits, 5},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::string out(row.text.size() / 4 * 3, '?');
    const Base64Decoded decoded = decode_base64(row.text, out.data());
    CHECK(decoded.fault == row.fault);
    CHECK(decoded.offset == row.offset);
  }
}

// The longest prefix of `text` that decode_base64() takes and that ends with its first padding.
Base64Prefix obvious_prefix(std::string_view text) {
  Base64Prefix longest;
  std::string out(text.size(), '?');
  for (std::size_t read = 4; read <= text.size(); read += 4) {
    const Base64Decoded decoded = decode_base64(text.substr(0, read), out.data());
    if (decoded.fault != Base64Fault::none) break;
    longest = {read, decoded.size};
  }
  return longest;
}

void check_prefix(std::string_view text) {
  CAPTURE(text);
  std::string out(text.size() / 4 * 3, '?');
  const Base64Prefix prefix = decode_base64_prefix(text, out.data());
  const Base64Prefix expected = obvious_prefix(text);
  CHECK(prefix.read == expected.read);
  CHECK(prefix.written == expected.written);
  std::string whole(text.size(), '?');
  decode_base64(text.substr(0, prefix.read), whole.data());
  CHECK(out.substr(0, prefix.written) == whole.substr(0, prefix.written));
}

TEST_CASE("base64: a prefix ends with its padding, or before what is not canonical") {
  const std::vector<std::pair<std::string_view, Base64Prefix>> rows = {
      {"", {0, 0}},           {"Zm9", {0, 0}},         {"Zm9v 1", {4, 3}},   {"Zg== 1", {4, 1}},
      {"Zm9vZm8= 1", {8, 5}}, {"Zm8=Zm9v", {4, 2}},    {"Zm9 1234", {0, 0}}, {"Zh== 1", {0, 0}},
      {"Zm9vZm9=", {4, 3}},   {"=m9v", {0, 0}},        {"Z=9v", {0, 0}},     {"Z===", {0, 0}},
      {"Zm=v", {0, 0}},       {"Zm9v\xFFm9v", {4, 3}}, {"Zm9vZm9", {4, 3}}};
  for (const auto& row : rows) {
    CAPTURE(row.first);
    std::string out(row.first.size() / 4 * 3, '?');
    const Base64Prefix prefix = decode_base64_prefix(row.first, out.data());
    CHECK(prefix.read == row.second.read);
    CHECK(prefix.written == row.second.written);
    check_prefix(row.first);
  }
}

TEST_CASE("base64: every group of a few characters is read, or ends a prefix, as it should") {
  // Zero, one and all bits set in each place, padding, and what is in no alphabet.
  const std::string characters = "ABQgw/=\0 \x7F\xC3"s;
  for (const char a : characters) {
    for (const char b : characters) {
      for (const char c : characters) {
        for (const char d : characters) {
          const std::string group = {a, b, c, d};
          check_prefix(group);
          check_prefix("Zm9v" + group + "Zm9v");
        }
      }
    }
  }
}

}  // namespace
}  // namespace kimitok
