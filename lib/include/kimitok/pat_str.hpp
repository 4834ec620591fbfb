// The published split patterns, exactly as their authors write them.
#ifndef KIMITOK_PAT_STR_HPP_
#define KIMITOK_PAT_STR_HPP_

#include <optional>
#include <span>
#include <string_view>

namespace kimitok {

struct PublishedPattern {
  std::string_view name;  // what --pattern takes
  std::string_view pat_str;
  std::string_view source;  // where it is published
};

// kimi (tokenization_kimi.py), then cl100k_base, o200k_base, p50k_base, r50k_base (tiktoken 0.14,
// tiktoken_ext/openai_public.py).
std::span<const PublishedPattern> published_patterns();

// The pat_str published under `name`, nothing if there is none.
std::optional<std::string_view> published_pat_str(std::string_view name);

// The name a pat_str is published under, nothing if it is somebody's own.
std::optional<std::string_view> pattern_name(std::string_view pat_str);

}  // namespace kimitok

#endif  // KIMITOK_PAT_STR_HPP_
