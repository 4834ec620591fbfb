#include "load/usual_lines.hpp"

#include "kimitok/base64.hpp"
#include "load/rank_text.hpp"

namespace kimitok {

std::optional<MergeableRanks::Dense> read_usual_lines(std::string_view bytes) {
  MergeableRanks::Dense tokens{std::make_unique_for_overwrite<char[]>(bytes.size() / 4 * 3), {}};
  tokens.offsets.reserve(bytes.size() / 16);  // a little more than there are lines
  tokens.offsets.push_back(0);
  std::uint32_t used = 0;
  RankText rank;
  while (!bytes.empty()) {
    const Base64Prefix token = decode_base64_prefix(bytes, tokens.arena.get() + used);
    bytes.remove_prefix(token.read);
    if (token.read == 0 || bytes.empty() || bytes.front() != ' ') return std::nullopt;
    bytes.remove_prefix(1);
    if (!rank.fits() || !rank.begins(bytes)) return std::nullopt;
    bytes.remove_prefix(rank.size());
    used += static_cast<std::uint32_t>(token.written);
    tokens.offsets.push_back(used);
    rank.advance();
  }
  return tokens;
}

}  // namespace kimitok
