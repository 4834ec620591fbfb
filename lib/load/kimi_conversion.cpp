#include "load/kimi_conversion.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "json/quote.hpp"
#include "kimitok/pat_str.hpp"
#include "load/kimi_specials.hpp"

namespace kimitok {
namespace {

using Split = std::pair<TokenId, TokenId>;

std::vector<Split> splits_of(std::string_view token, const MergeableRanks& ranks) {
  std::vector<Split> splits;
  for (std::size_t size = 1; size < token.size(); ++size) {
    const TokenId left = ranks.find(token.substr(0, size));
    if (left == kNoToken) continue;
    const TokenId right = ranks.find(token.substr(size));
    if (right != kNoToken) splits.emplace_back(left, right);
  }
  std::sort(splits.begin(), splits.end());
  return splits;
}

std::string described(std::string_view kind, std::optional<std::string_view> bytes) {
  if (!bytes) return "missing";
  return fmt::format("the {} {}", kind, quote(*bytes));
}

struct Side {
  std::string_view kind;
  std::optional<std::string_view> bytes;

  bool operator==(const Side&) const = default;
};

constexpr std::string_view kOrdinary = "token";
constexpr std::string_view kSpecial = "special token";

Side ordinary(const MergeableRanks& ranks, TokenId id) {
  if (!ranks.contains(id)) return {};
  return {kOrdinary, ranks.bytes_of(id)};
}

std::optional<std::string_view> kimi_pat_str() { return published_pat_str("kimi"); }

}  // namespace

std::optional<std::string> difference_from_tiktoken_rule(const TokenizerJson& json) {
  std::size_t next = 0;
  std::vector<Split> listed;
  for (TokenId id = 0; id < json.ranks.end_id(); ++id) {
    listed.clear();
    while (next < json.merges.size() && json.merges[next].merged == id) {
      listed.emplace_back(json.merges[next].left, json.merges[next].right);
      ++next;
    }
    std::sort(listed.begin(), listed.end());
    if (listed != splits_of(json.ranks.bytes_of(id), json.ranks)) {
      return fmt::format("the merges of id {}, {}, are not its splits into two tokens, in order",
                         id, quote(json.ranks.bytes_of(id)));
    }
  }
  if (next != json.merges.size()) {
    return fmt::format("merge {} is out of the order of ids", next);
  }
  return std::nullopt;
}

std::optional<std::string> difference_from_kimi(const TokenizerJson& json) {
  if (json.pat_str != kimi_pat_str()) return "the pattern is not Kimi's";
  if (!json.ranks.is_dense()) return "the ids of the vocabulary have gaps";
  const TokenId first = json.ranks.end_id();
  for (const AddedToken& token : json.added_tokens) {
    if (token.id < first || token.id - first >= kKimiSpecialSlots) {
      return fmt::format("the added token {}, {}, lies outside the special slots {} to {}",
                         token.id, quote(token.content), first, first + kKimiSpecialSlots - 1);
    }
  }
  return difference_from_tiktoken_rule(json);
}

Result<void> check_conversion(const Vocabulary& vocabulary, const TokenizerJson& json) {
  std::unordered_map<TokenId, std::string_view> added;
  TokenId end = std::max(vocabulary.end_id(), json.ranks.end_id());
  for (const AddedToken& token : json.added_tokens) {
    added.emplace(token.id, token.content);
    end = std::max(end, token.id + 1);
  }
  for (TokenId id = 0; id < end; ++id) {
    Side ours = ordinary(vocabulary.ranks(), id);
    const SpecialToken* const special = vocabulary.specials().find(id);
    if (special != nullptr) ours = {kSpecial, special->name};
    Side theirs = ordinary(json.ranks, id);
    if (const auto token = added.find(id); token != added.end()) theirs = {kSpecial, token->second};
    if (ours == theirs || (special != nullptr && special->reserved && !theirs.bytes)) continue;
    return fail(
        ErrorCode::model_mismatch,
        fmt::format("id {} is {}, but with tiktoken.model it is {}", id,
                    described(theirs.kind, theirs.bytes), described(ours.kind, ours.bytes)));
  }
  if (json.pat_str != kimi_pat_str()) {
    return fail(ErrorCode::model_mismatch,
                fmt::format("the pattern is {}, but with tiktoken.model it is Kimi's",
                            quote(json.pat_str)));
  }
  if (auto difference = difference_from_tiktoken_rule(json)) {
    return fail(ErrorCode::model_mismatch,
                *std::move(difference) + ", so that ids would differ from those of tiktoken.model");
  }
  return {};
}

}  // namespace kimitok
