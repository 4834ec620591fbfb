#include "text_cuts.hpp"

#include <algorithm>

#include "kimitok/pat_str.hpp"
#include "pretokenizer/kimi_cuts.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxCharacterBytes = 4;

}  // namespace

TextCuts::TextCuts(const Pretokenizer& pretokenizer, const SpecialMatcher& names,
                   std::size_t longest)
    : is_kimi_(pretokenizer.pat_str() == published_pat_str("kimi")),
      names_(names),
      longest_(longest) {}

std::optional<std::size_t> TextCuts::find(std::string_view text, std::size_t from,
                                          std::size_t to) const {
  if (!is_kimi_) return std::nullopt;
  for (std::size_t at = from; at < to; ++at) {
    const KimiCut cut = kimi_cut(text, at);
    if (cut && !touches_name(text, cut.begin, cut.end)) return at;
  }
  return std::nullopt;
}

// A character that begins before `to` and a name that begins in it are then there as a whole.
std::size_t TextCuts::decided(std::string_view text) const noexcept {
  const std::size_t lookahead = kMaxCharacterBytes + longest_;
  return text.size() - std::min(text.size(), lookahead);
}

void TextCuts::split(std::string_view text, const Part& part, std::size_t bytes,
                     std::vector<Part>& parts) const {
  const std::string_view whole = text.substr(0, part.end).substr(part.begin);
  std::size_t begin = 0;
  while (whole.size() - begin > bytes) {
    const auto at = find(whole.substr(begin), bytes, whole.size() - begin);
    if (!at) break;
    parts.push_back({part.begin + begin, part.begin + begin + *at});
    begin += *at;
  }
  parts.push_back({part.begin + begin, part.end});
}

// Whether a name in `text` may share a byte with [begin, end). The encoder takes the leftmost name
// and goes on behind it; that a name found here may not be one it takes does not matter.
bool TextCuts::touches_name(std::string_view text, std::size_t begin, std::size_t end) const {
  if (names_.empty()) return false;
  const std::string_view near = text.substr(0, end + longest_);
  std::size_t from = begin - std::min(begin, longest_);
  while (from < end) {
    const auto match = names_.find(near, from);
    if (!match || match->begin >= end) return false;
    if (match->end > begin) return true;
    from = match->begin + 1;
  }
  return false;
}

}  // namespace kimitok
