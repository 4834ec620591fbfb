#include "support/random_text.hpp"

#include <vector>

#include "kimitok/utf8.hpp"

namespace kimitok::test {
namespace {

const std::vector<std::string> kFragments = {"hello",
                                             " hello",
                                             "HTMLParser",
                                             "camelCase",
                                             "abcd",
                                             "aaaa",
                                             "I'm",
                                             "it'S",
                                             "'\u017F",
                                             "'re",
                                             "'",
                                             " ",
                                             "  ",
                                             "   ",
                                             "\n",
                                             "\r\n",
                                             "\t",
                                             "\x1C",
                                             "\x1F",
                                             "\u0085",
                                             "\u00A0",
                                             "\u3000",
                                             "\u2028",
                                             "\u180E",
                                             "7",
                                             "1234",
                                             "\u0663",
                                             "\u3007",
                                             "\u4e2d",
                                             "\u4e2d\u6587",
                                             "\u2E80",
                                             "\u3002",
                                             "\u3005",
                                             "!",
                                             "?!/",
                                             ".\n/",
                                             "\u0301",
                                             "e\u0301",
                                             "\u00c9",
                                             "\u01C5",
                                             "\u0436",
                                             "\u05D0",
                                             "\u0915\u093F",
                                             "\uAC00",
                                             "\u02B0",
                                             "\U0001F600",
                                             "\U0001F468\u200D\U0001F469",
                                             "\uFEFF",
                                             "<",
                                             "<|",
                                             "|>",
                                             "[",
                                             "]",
                                             "_",
                                             "\x7F"};

const std::vector<std::string> kIllFormed = {"\x80",         "\xFF",         "\xC0\x80",
                                             "\xE4",         "\xE4\xB8",     "\xF0\x9F",
                                             "\xF0\x9F\x98", "\xED\xA0\x80", "\xF4\x90"};

std::string any_code_point(Random& random) {
  const std::size_t ends[] = {0x80, 0x800, 0x10000, 0x110000};
  auto code_point = static_cast<char32_t>(random.below(ends[random.below(4)]));
  if (code_point >= 0xD800 && code_point <= 0xDFFF) code_point = U'\uFFFD';
  std::string text;
  utf8::append(code_point, text);
  return text;
}

std::string any_token(Random& random, const Vocabulary& vocabulary) {
  const std::string_view bytes =
      vocabulary.ranks().bytes_of(static_cast<TokenId>(random.below(vocabulary.ranks().end_id())));
  return std::string(utf8::is_valid(bytes) ? bytes : "x");
}

}  // namespace

std::string random_text(Random& random, const Vocabulary& vocabulary, std::size_t fragments,
                        bool ill_formed) {
  std::string text(random.one_in(50) ? 1 : 0, '\0');
  for (; fragments > 0; --fragments) {
    if (ill_formed && random.one_in(8)) {
      text += random.one_in(2) ? random.pick(kIllFormed) : std::string(1, random.byte());
      continue;
    }
    const std::string& name = random.pick(vocabulary.specials().all()).name;
    switch (random.below(8)) {
      case 0:
        text += name;
        break;
      case 1: {
        const std::string broken = name.substr(0, random.below(name.size()));
        text += utf8::is_valid(broken) ? broken : "<";
        break;
      }
      case 2:
        text += any_token(random, vocabulary);
        break;
      case 3:
        text += any_code_point(random);
        break;
      default:
        text += random.pick(kFragments);
    }
  }
  return text;
}

std::string long_random_text(Random& random, const Vocabulary& vocabulary) {
  const std::vector<std::string> run_of = {"aB",    "\u00e9",  ".",        " \t",    "\n",
                                           "\x1C ", "\u4e2d1", "x.\u0301", "hello.", "\u3000\r\n"};
  std::string text;
  std::size_t characters = 0;
  const auto add = [&](const std::string& more) {
    text += more;
    characters += utf8::code_points(more);
  };
  // The first slice ends inside a name as often as not.
  while (characters < 399'000) {
    const std::string& of = random.pick(run_of);
    const std::size_t wanted =
        random.one_in(2) ? random.between(1, 60) : random.between(24'975, 25'003);
    const std::size_t end = characters + wanted;
    while (characters < end) add(of);
    add(random.pick(vocabulary.specials().all()).name);
    for (std::size_t i = random.below(300); i > 0; --i) {
      add(random_text(random, vocabulary, 1, false));
    }
  }
  while (characters < 399'985) add(" y");
  while (characters < 400'200) add(random.pick(vocabulary.specials().all()).name);
  add(random_text(random, vocabulary, 500, false));
  return text;
}

}  // namespace kimitok::test
