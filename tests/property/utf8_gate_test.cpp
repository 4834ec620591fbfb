#include "tokenizer/utf8_gate.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "kimitok/utf8.hpp"
#include "reference/naive_utf8.hpp"
#include "support/random.hpp"
#include "support/show.hpp"

namespace kimitok {
namespace {

std::string random_bytes(test::Random& random) {
  std::string bytes;
  const std::size_t size = random.below(500),
                    spoilt = random.pick(std::vector<std::size_t>{2, 20, 900});
  while (bytes.size() < size) {
    const auto scalar = static_cast<char32_t>(random.below(random.one_in(2) ? 0x80 : 0xD800));
    const std::string sequence = reference::encode_utf8(scalar);
    bytes += random.one_in(spoilt) ? sequence.substr(0, random.below(sequence.size())) : sequence;
    if (random.one_in(spoilt)) bytes += random.byte();
  }
  return bytes;
}

TEST_CASE("utf8 gate: lets through what the policy says, in blocks of any size") {
  test::Random random(64);
  std::size_t failures = 0, unknown = 0;
  for (int round = 0; round < 4'000; ++round) {
    const std::string bytes = random_bytes(random);
    const std::size_t largest = random.between(1, 200);
    for (const InvalidUtf8 policy :
         {InvalidUtf8::error, InvalidUtf8::replace, InvalidUtf8::bytes}) {
      Utf8Gate gate(policy);
      std::string text;
      Result<void> passed;
      for (std::string_view rest = bytes; passed && !rest.empty();) {
        const std::string_view block = rest.substr(0, random.between(1, largest));
        rest.remove_prefix(block.size());
        passed = gate.write(block, text);
        if (gate.validity() == Validity::checked && !utf8::is_valid(text))
          FAIL_CHECK(test::escaped(bytes));
      }
      if (passed) passed = gate.finish(text);
      std::string expected;
      bool valid = true;
      for (const reference::Character& character : reference::characters(bytes)) {
        valid = valid && character.code_point;
        if (!valid && policy == InvalidUtf8::error) break;
        const bool replaced = !character.code_point && policy == InvalidUtf8::replace;
        expected += replaced ? "\uFFFD" : character.bytes;
      }
      if (text != expected) FAIL_CHECK(test::escaped(bytes));
      CHECK(passed.has_value() == (valid || policy != InvalidUtf8::error));
      failures += !passed;
      unknown += gate.validity() == Validity::unknown;
      if (!passed) CHECK(passed.error().position().byte == expected.size());
    }
  }
  CHECK(failures > 1'000);
  CHECK(failures < 3'900);
  CHECK(unknown == 4'000);
}

}  // namespace
}  // namespace kimitok
