#include "inspect/regex.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/core.h>
#include <pcre2.h>

#include <array>
#include <string>

namespace kimitok::app {
namespace {

std::string reason(int code) {
  std::array<PCRE2_UCHAR, 256> text{};
  pcre2_get_error_message(code, text.data(), text.size());
  return reinterpret_cast<const char*>(text.data());
}

PCRE2_SPTR bytes_of(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct Regex::Compiled {
  struct Free {
    void operator()(pcre2_code* used) const { pcre2_code_free(used); }
    void operator()(pcre2_match_data* used) const { pcre2_match_data_free(used); }
  };
  std::unique_ptr<pcre2_code, Free> code;
  std::unique_ptr<pcre2_match_data, Free> match;
};

Regex::Regex(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::create(std::string_view expression) {
  int problem = 0;
  PCRE2_SIZE at = 0;
  auto compiled = std::make_unique<Compiled>();
  compiled->code.reset(pcre2_compile(bytes_of(expression), expression.size(),
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &problem, &at,
                                     nullptr));
  if (!compiled->code) {
    return fail(
        Error(ErrorCode::usage, fmt::format("not a regular expression: {}", reason(problem)))
            .at_byte(at));
  }
  compiled->match.reset(pcre2_match_data_create_from_pattern(compiled->code.get(), nullptr));
  return Regex(std::move(compiled));
}

Result<bool> Regex::found_in(std::string_view text) const {
  const int matched = pcre2_match(compiled_->code.get(), bytes_of(text), text.size(), 0, 0,
                                  compiled_->match.get(), nullptr);
  if (matched >= 0) return true;
  if (matched == PCRE2_ERROR_NOMATCH) return false;
  return fail(Error(ErrorCode::usage,
                    fmt::format("the regular expression cannot be used: {}", reason(matched))));
}

}  // namespace kimitok::app
