#include "verify/random_texts.hpp"

#include <iterator>
#include <string_view>

#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

constexpr std::string_view kBlanks[] = {"",   " ",    "  ",     "   ",          "\t",
                                        "\n", "\r\n", "\n\n",   " \n ",         "\v",
                                        "\f", "\x1C", "\u00A0", "\u2028\u2029", "\u3000"};
constexpr std::string_view kEndings[] = {"'s", "'S",  "'t", "'RE", "'ve",
                                         "'m", "'ll", "'D", "'",   "''"};

struct Range {
  char32_t first, last;
};
// Stretches in which every class of the split patterns has members, those of the last plane and the
// unassigned ones too.
constexpr Range kRanges[] = {
    {0x0, 0x1F},         {0x20, 0x7E},       {0x7F, 0x9F},       {0xA0, 0xFF},
    {0x100, 0x24F},      {0x2B0, 0x2FF},     {0x300, 0x36F},     {0x370, 0x52F},
    {0x530, 0x6FF},      {0x900, 0xDFF},     {0xE00, 0xFFF},     {0x10A0, 0x11FF},
    {0x1F00, 0x1FFF},    {0x2000, 0x206F},   {0x2070, 0x218F},   {0x2190, 0x2BFF},
    {0x2E80, 0x2FDF},    {0x3000, 0x30FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xAC00, 0xD7A3},    {0xE000, 0xF8FF},   {0xF900, 0xFAFF},   {0xFB00, 0xFDFF},
    {0xFE00, 0xFE2F},    {0xFF00, 0xFFFF},   {0x10400, 0x1044F}, {0x1D400, 0x1D7FF},
    {0x1F300, 0x1FAFF},  {0x20000, 0x2A6DF}, {0x2F800, 0x2FA1F}, {0xE0000, 0xE01EF},
    {0x10FFF0, 0x10FFFF}};

template <typename Items>
const auto& any_of(const Items& items, RandomNumbers& random) {
  return items[random.below(std::size(items))];
}

std::string_view any_word(const Vocabulary& vocabulary, RandomNumbers& random) {
  while (true) {
    const auto id = static_cast<TokenId>(random.below(vocabulary.ranks().end_id()));
    if (vocabulary.ranks().contains(id)) return vocabulary.ranks().bytes_of(id);
  }
}

char32_t any_code_point(RandomNumbers& random) {
  const Range range = any_of(kRanges, random);
  return range.first + static_cast<char32_t>(random.below(range.last - range.first + 1));
}

std::string words(const Vocabulary& vocabulary, RandomNumbers& random) {
  std::string text;
  for (std::uint64_t left = 1 + random.below(24); left != 0; --left) {
    text += any_word(vocabulary, random);
    if (random.below(3) == 0) text += any_of(kBlanks, random);
  }
  return text;
}

std::string ascii_between_blanks(RandomNumbers& random) {
  std::string text;
  for (std::uint64_t left = 1 + random.below(16); left != 0; --left) {
    text += any_of(kBlanks, random);
    for (std::uint64_t letters = random.below(5); letters != 0; --letters) {
      text += static_cast<char>(random.below(128));
    }
    if (random.below(4) == 0) text += any_of(kEndings, random);
  }
  return text;
}

// The name as it is, or with one byte left out, doubled, or another in its place.
std::string near(std::string_view name, RandomNumbers& random) {
  std::string changed(name);
  const auto at = static_cast<std::size_t>(random.below(name.size()));
  switch (random.below(4)) {
    case 0:
      changed.erase(at, 1);
      break;
    case 1:
      changed.insert(at, 1, changed[at]);
      break;
    case 2:
      changed[at] = static_cast<char>(' ' + random.below(95));
      break;
    default:
      break;
  }
  return changed;
}

std::string names(const Vocabulary& vocabulary, RandomNumbers& random) {
  const auto& specials = vocabulary.specials().all();
  if (specials.empty()) return words(vocabulary, random);
  std::string text;
  for (std::uint64_t left = 1 + random.below(8); left != 0; --left) {
    text += any_of(kBlanks, random);
    text += near(any_of(specials, random).name, random);
    if (random.below(2) == 0) text += any_word(vocabulary, random);
  }
  return text;
}

std::string code_points(RandomNumbers& random) {
  std::string text;
  for (std::uint64_t left = 1 + random.below(48); left != 0; --left) {
    utf8::append(any_code_point(random), text);
  }
  return text;
}

// Well-formed characters between, as only they can be cut short.
std::string bytes(RandomNumbers& random) {
  std::string text;
  for (std::uint64_t left = 1 + random.below(48); left != 0; --left) {
    if (random.below(2) == 0) {
      text += static_cast<char>(random.below(256));
      continue;
    }
    std::string character;
    utf8::append(any_code_point(random), character);
    text += character.substr(0, 1 + random.below(character.size()));
  }
  return text;
}

std::string long_run(RandomNumbers& random) {
  constexpr std::uint64_t kRun = 25'000;
  std::string text = code_points(random), unit;
  if (random.below(2) == 0) {
    unit = " ";
  } else {
    utf8::append(any_code_point(random), unit);
  }
  for (std::uint64_t left = kRun - 3 + random.below(7); left != 0; --left) text += unit;
  return text + code_points(random);
}

}  // namespace

std::uint64_t RandomNumbers::next() noexcept {
  state_ += 0x9E3779B97F4A7C15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

std::string random_text(const Vocabulary& vocabulary, std::uint64_t seed, std::uint64_t index) {
  RandomNumbers random(RandomNumbers(seed).next() + index);
  constexpr std::uint64_t kOneInIsLong = 64;
  if (random.below(kOneInIsLong) == 0) return long_run(random);
  switch (random.below(5)) {
    case 0:
      return words(vocabulary, random);
    case 1:
      return ascii_between_blanks(random);
    case 2:
      return names(vocabulary, random);
    case 3:
      return code_points(random);
    default:
      return bytes(random);
  }
}

}  // namespace kimitok::app
