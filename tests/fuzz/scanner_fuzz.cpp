// The scanner, PCRE2 and the naive splitter cut any text into the same pieces under Kimi's pattern.
//
//   input = options, text: one byte, the rest
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "kimitok/pat_str.hpp"
#include "kimitok/utf8.hpp"
#include "reference/naive_splitter.hpp"
#include "support/pieces.hpp"

namespace kimitok {
namespace {

// The naive splitter takes time that grows with the square of a run.
constexpr std::size_t kMaxBytes = 1024;

// Code points of each kind the pattern tells apart, of each size in UTF-8 where there are some, and
// the letters of contractions with what folds to them.
constexpr char32_t kRepresentatives[] = {
    ' ',    '\t',   '\n',   '\r',    '\v',    0x85,    0xA0,    0x2028,   0x3000, 'A',
    'S',    'T',    'R',    'E',     'V',     'M',     'L',     'D',      's',    't',
    'r',    'e',    'v',    'm',     'l',     'd',     'x',     0x17F,    0x212A, 0x130,
    0xE9,   0xC9,   0x1C5,  0x2B0,   0xAA,    0x5D0,   0x301,   0x903,    0x20DD, '0',
    0x0660, 0x2167, 0xBD,   0x1D7CE, '\'',    '/',     '!',     '_',      '$',    0x2019,
    0xAD,   0x200D, 0x0,    0x378,   0xE000,  0xFFFD,  0x1F600, 0x10FFFF, 0x4E2D, 0x3005,
    0x3007, 0x3021, 0x2E80, 0x16FF0, 0x20000, 0x10400, 0x10428, 0x30A2,   0xAC00, 0x1680};

std::string text_of(std::string_view bytes, bool by_kind) {
  if (!by_kind) return utf8::replace_ill_formed(bytes);
  std::string text;
  for (const char byte : bytes) {
    utf8::append(kRepresentatives[static_cast<unsigned char>(byte) % std::size(kRepresentatives)],
                 text);
  }
  return text;
}

struct Engine {
  explicit Engine(Pretokenizer::Engine engine)
      : pretokenizer(test::make_pretokenizer(*published_pat_str("kimi"), engine)),
        scratch(pretokenizer) {}

  std::vector<std::size_t> split(std::string_view text, std::size_t batch) {
    std::vector<std::size_t> ends;
    test::split_all(pretokenizer, scratch, text, batch, ends);
    return ends;
  }

  Pretokenizer pretokenizer;
  Pretokenizer::Scratch scratch;
};

void check(std::string_view text, std::size_t batch) {
  static Engine scanner(Pretokenizer::Engine::automatic);
  static Engine pcre2(Pretokenizer::Engine::pcre2);
  static const reference::NaiveSplitter naive;
  const std::vector<std::size_t> expected = naive.split(text);
  fuzz::require(scanner.split(text, batch) == expected, "the scanner gives the naive pieces");
  fuzz::require(pcre2.split(text, batch) == expected, "PCRE2 gives the naive pieces");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1 || size > 1 + kimitok::kMaxBytes) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  kimitok::check(kimitok::text_of(bytes, data[0] % 2 != 0), data[0] / 2 + 1u);
  return 0;
}
