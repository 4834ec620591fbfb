#include "kimitok/pat_str.hpp"

#include <algorithm>
#include <array>

namespace kimitok {
namespace {

// One branch of the pattern a line.
constexpr std::string_view kKimi =
    R"([\p{Han}]+)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|\p{N}{1,3})"
    R"(| ?[^\s\p{L}\p{N}]+[\r\n]*)"
    R"(|\s*[\r\n]+)"
    R"(|\s+(?!\S))"
    R"(|\s+)";

constexpr std::string_view kCl100k =
    R"('(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s)";

constexpr std::string_view kO200k =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
    R"(|\p{N}{1,3})"
    R"(| ?[^\s\p{L}\p{N}]+[\r\n/]*)"
    R"(|\s*[\r\n]+)"
    R"(|\s+(?!\S))"
    R"(|\s+)";

constexpr std::string_view kR50k =
    R"('(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++| ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s)";

constexpr std::string_view kOpenai = "tiktoken 0.14, tiktoken_ext/openai_public.py";

// r50k_base and p50k_base share a pat_str; pattern_name() answers with the first of a pat_str's
// names.
constexpr std::array<PublishedPattern, 5> kPublished = {{
    {"kimi", kKimi, "moonshotai/Kimi-K2-Instruct, tokenization_kimi.py"},
    {"cl100k_base", kCl100k, kOpenai},
    {"o200k_base", kO200k, kOpenai},
    {"p50k_base", kR50k, kOpenai},
    {"r50k_base", kR50k, kOpenai},
}};

}  // namespace

std::span<const PublishedPattern> published_patterns() { return kPublished; }

std::optional<std::string_view> published_pat_str(std::string_view name) {
  const auto found = std::find_if(kPublished.begin(), kPublished.end(),
                                  [name](const PublishedPattern& p) { return p.name == name; });
  if (found == kPublished.end()) return std::nullopt;
  return found->pat_str;
}

std::optional<std::string_view> pattern_name(std::string_view pat_str) {
  const auto found =
      std::find_if(kPublished.begin(), kPublished.end(),
                   [pat_str](const PublishedPattern& p) { return p.pat_str == pat_str; });
  if (found == kPublished.end()) return std::nullopt;
  return found->name;
}

}  // namespace kimitok
