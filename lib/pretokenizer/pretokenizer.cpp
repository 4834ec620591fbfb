#define PCRE2_CODE_UNIT_WIDTH 8
#include "kimitok/pretokenizer.hpp"

#include <fmt/core.h>
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <optional>

#include "kimitok/pat_str.hpp"
#include "pretokenizer/kimi_blocks.hpp"
#include "pretokenizer/kimi_scanner.hpp"
#include "pretokenizer/regex_translation.hpp"

namespace kimitok {
namespace {

template <auto kFree>
struct Freed {
  template <typename T>
  void operator()(T* object) const noexcept {
    kFree(object);
  }
};

using Code = std::unique_ptr<pcre2_code, Freed<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freed<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freed<pcre2_match_context_free>>;
using JitStack = std::unique_ptr<pcre2_jit_stack, Freed<pcre2_jit_stack_free>>;

// A loop over a class of characters needs no stack; groups do that a user's pattern repeats. The
// second is address space, not memory.
constexpr std::size_t kJitStackStart = std::size_t{32} * 1024;
constexpr std::size_t kJitStackMax = std::size_t{64} * 1024 * 1024;

std::string pcre2_message(int code) {
  std::array<unsigned char, 256> text{};
  pcre2_get_error_message(code, text.data(), text.size());
  return reinterpret_cast<const char*>(text.data());
}

Result<Code> compile(std::string_view pat_str) {
  const auto pattern = to_pcre2(pat_str);
  if (!pattern) return fail(pattern.error());
  int code = 0;
  std::size_t offset = 0;
  Code compiled(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern->data()), pattern->size(),
                              PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &code, &offset, nullptr));
  if (!compiled) {
    return fail(ErrorCode::model_unsupported,
                fmt::format("PCRE2 rejects the split pattern: {}", pcre2_message(code)));
  }
  // Where the processor or the system does not allow it, pcre2_match() interprets the pattern.
  pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE);
  return compiled;
}

Failure not_covered(std::size_t offset) {
  return fail(Error(ErrorCode::model_unsupported, "the split pattern does not match this text")
                  .at_byte(offset)
                  .with_remedy("tiktoken would drop it"));
}

Failure too_long(std::size_t offset) {
  return fail(Error(ErrorCode::model_unsupported, "a piece of 4 GiB or more cannot be merged")
                  .at_byte(offset));
}

}  // namespace

struct Pretokenizer::Pattern {
  std::string pat_str;
  Uncovered uncovered;
  Code code;  // null: Kimi's, run on the scanner
  KimiBlocks blocks = kimi_blocks(cpu_tier());
};

struct Pretokenizer::Scratch::State {
  MatchData match;
  MatchContext context;
  JitStack jit_stack;

  explicit State(const pcre2_code* code) {
    if (code == nullptr) return;
    match.reset(pcre2_match_data_create(1, nullptr));
    context.reset(pcre2_match_context_create(nullptr));
    jit_stack.reset(pcre2_jit_stack_create(kJitStackStart, kJitStackMax, nullptr));
    if (!match || !context || !jit_stack) throw std::bad_alloc();
    pcre2_jit_stack_assign(context.get(), nullptr, jit_stack.get());
    // The limits are there for hostile patterns; a long text must not reach them.
    pcre2_set_match_limit(context.get(), std::numeric_limits<std::uint32_t>::max());
    pcre2_set_depth_limit(context.get(), std::numeric_limits<std::uint32_t>::max());
  }

  struct Match {
    std::size_t start, end;
  };

  // The leftmost match at or behind `from`, nothing if there is none.
  Result<std::optional<Match>> find(const pcre2_code* code, std::string_view segment,
                                    std::size_t from) {
    const int count =
        pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(segment.data()), segment.size(), from,
                    PCRE2_NO_UTF_CHECK, match.get(), context.get());
    if (count == PCRE2_ERROR_NOMATCH) return std::optional<Match>();
    const std::size_t* const offsets = pcre2_get_ovector_pointer(match.get());
    if (count < 0 || offsets[1] <= offsets[0]) {
      const std::string reason = count < 0 ? pcre2_message(count) : "empty match";
      return fail(Error(ErrorCode::model_unsupported,
                        fmt::format("PCRE2 gives up on the split pattern: {}", reason))
                      .at_byte(from));
    }
    return std::optional(Match{offsets[0], offsets[1]});
  }
};

Pretokenizer::Scratch::Scratch(const Pretokenizer& pretokenizer)
    : state_(std::make_unique<State>(pretokenizer.pattern_->code.get())) {}
Pretokenizer::Scratch::Scratch(Scratch&&) noexcept = default;
Pretokenizer::Scratch& Pretokenizer::Scratch::operator=(Scratch&&) noexcept = default;
Pretokenizer::Scratch::~Scratch() = default;

Result<Pretokenizer> Pretokenizer::create(std::string_view pat_str, Uncovered uncovered,
                                          Engine engine) {
  auto pattern = std::make_unique<Pattern>(Pattern{std::string(pat_str), uncovered, nullptr});
  if (engine == Engine::pcre2 || pat_str != published_pat_str("kimi")) {
    auto code = compile(pat_str);
    if (!code) return fail(std::move(code).error());
    pattern->code = *std::move(code);
  }
  return Pretokenizer(std::move(pattern));
}

Pretokenizer::Pretokenizer(std::unique_ptr<Pattern> pattern) : pattern_(std::move(pattern)) {}
Pretokenizer::Pretokenizer(Pretokenizer&&) noexcept = default;
Pretokenizer& Pretokenizer::operator=(Pretokenizer&&) noexcept = default;
Pretokenizer::~Pretokenizer() = default;

Result<std::size_t> Pretokenizer::split(std::string_view segment, std::size_t from,
                                        std::span<std::size_t> ends, Scratch& scratch) const {
  std::size_t count = 0;
  if (!pattern_->code) {
    for (; from < segment.size() && count < ends.size(); ends[count++] = from) {
      from = kimi_piece_end(segment, from);
    }
    return count;
  }
  while (from < segment.size() && count < ends.size()) {
    const auto found = scratch.state_->find(pattern_->code.get(), segment, from);
    if (!found) return fail(found.error());
    const std::size_t start = *found ? (*found)->start : segment.size();
    if (start > from) {
      if (pattern_->uncovered == Uncovered::reject) return not_covered(from);
      ends[count++] = start;
    }
    from = start;
    if (*found && count < ends.size()) ends[count++] = from = (*found)->end;
  }
  return count;
}

Result<std::size_t> Pretokenizer::split(std::string_view segment, std::size_t from,
                                        std::span<std::uint32_t> ends, Scratch& scratch) const {
  // What a piece of Kimi's pattern is depends on nothing before it.
  const std::string_view rest = segment.substr(from);
  if (rest.empty()) return std::size_t{0};
  if (!pattern_->code && rest.size() <= UINT32_MAX) {
    return pattern_->blocks(rest.data(), rest.size(), ends.data(), ends.size());
  }
  std::array<std::size_t, 256> wide;
  const auto count =
      split(segment, from, std::span(wide).first(std::min(wide.size(), ends.size())), scratch);
  if (!count) return count;
  for (std::size_t i = 0; i < *count; ++i) {
    if (wide[i] - from > UINT32_MAX) return i > 0 ? Result<std::size_t>(i) : too_long(from);
    ends[i] = static_cast<std::uint32_t>(wide[i] - from);
  }
  return count;
}

const std::string& Pretokenizer::pat_str() const noexcept { return pattern_->pat_str; }

}  // namespace kimitok
