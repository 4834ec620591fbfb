// Any split pattern is refused with a presentable error, or splits any text into pieces that cover
// it, the same however many are asked for at a time; a match that takes too long fails cleanly.
//
//   input = size, pattern, text: one byte, as many as it says, the rest
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "kimitok/pretokenizer.hpp"
#include "kimitok/utf8.hpp"

// Loops in loops take time that is exponential in the text. The linker puts this function, and
// __real_ for PCRE2's own, in the place of what the library calls, so that a fuzzer reaches the
// limit in time.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier)
int __real_pcre2_set_match_limit_8(pcre2_match_context* context, std::uint32_t limit);
int __wrap_pcre2_set_match_limit_8(pcre2_match_context* context, std::uint32_t limit);
int __wrap_pcre2_set_match_limit_8(pcre2_match_context* context, std::uint32_t limit) {
  constexpr std::uint32_t kMost = 20000;
  return __real_pcre2_set_match_limit_8(context, std::min(limit, kMost));
}
// NOLINTEND(bugprone-reserved-identifier)
}

namespace kimitok {
namespace {

constexpr std::size_t kMaxPatternBytes = 128;
// What PCRE2 does between two looks at its limit grows with a power of the text's size.
constexpr std::size_t kMaxTextBytes = 96;

struct Pieces {
  std::vector<std::size_t> ends;
  std::string failure;
  bool operator==(const Pieces&) const = default;
};

void require_unsupported(const Error& error, std::string_view text) {
  fuzz::require_presentable(error);
  fuzz::require(error.code() == ErrorCode::model_unsupported, "the pattern is at fault");
  fuzz::require(error.position().byte.value_or(0) <= text.size(), "the failure is in the text");
}

Pieces split(const Pretokenizer& pretokenizer, Pretokenizer::Scratch& scratch,
             std::string_view text, std::size_t batch) {
  Pieces pieces;
  std::vector<std::size_t> ends(batch);
  std::size_t from = 0;
  while (true) {
    const auto count = pretokenizer.split(text, from, ends, scratch);
    if (!count) {
      require_unsupported(count.error(), text);
      // A failure may come before the ends it interrupts.
      pieces.ends.clear();
      pieces.failure = count.error().message();
      return pieces;
    }
    fuzz::require(*count <= batch, "no more ends than asked for");
    if (*count == 0) break;
    for (const std::size_t end : std::span(ends).first(*count)) {
      fuzz::require(end > from && end <= text.size(), "ends ascend in the text");
      fuzz::require(utf8::is_valid(text.substr(from, end - from)), "a piece is whole characters");
      from = end;
      pieces.ends.push_back(end);
    }
  }
  fuzz::require(from == text.size(), "pieces cover the text");
  return pieces;
}

void check(std::string_view pat_str, std::string_view text, std::size_t batch) {
  const auto keeps = Pretokenizer::create(pat_str, Uncovered::keep);
  const auto rejects = Pretokenizer::create(pat_str, Uncovered::reject);
  fuzz::require(keeps.has_value() == rejects.has_value(), "the pattern is refused or not");
  if (!keeps) {
    require_unsupported(keeps.error(), pat_str);
    return;
  }
  fuzz::require(keeps->pat_str() == pat_str, "the pattern is kept");
  Pretokenizer::Scratch scratch(*keeps);
  const Pieces kept = split(*keeps, scratch, text, text.size() + 1);
  fuzz::require(split(*keeps, scratch, text, batch) == kept, "batches give the same pieces");
  Pretokenizer::Scratch other(*rejects);
  const Pieces covered = split(*rejects, other, text, text.size() + 1);
  fuzz::require(split(*rejects, other, text, batch) == covered, "batches give the same pieces");
  fuzz::require(!covered.failure.empty() || covered == kept, "what is covered is split the same");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  if (size < 1 || size > 1 + kMaxPatternBytes + kMaxTextBytes) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t pattern_size = std::min<std::size_t>(data[0] % kMaxPatternBytes, rest.size());
  const std::string text = utf8::replace_ill_formed(rest.substr(pattern_size));
  if (text.size() > kMaxTextBytes) return 0;
  check(rest.substr(0, pattern_size), text, data[0] / kMaxPatternBytes + 1u);
  return 0;
}
