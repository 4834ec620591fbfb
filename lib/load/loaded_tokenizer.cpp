#include <algorithm>
#include <array>
#include <span>

#include "kimitok/load.hpp"

namespace kimitok {
namespace {

struct NamedSlot {
  TokenId offset;  // from the number of ranks
  std::string_view name;
};

constexpr std::array<NamedSlot, 17> kK2 = {{{0, "[BOS]"},
                                            {1, "[EOS]"},
                                            {2, "<|im_end|>"},
                                            {3, "<|im_user|>"},
                                            {4, "<|im_assistant|>"},
                                            {6, "<|start_header_id|>"},
                                            {7, "<|end_header_id|>"},
                                            {9, "[EOT]"},
                                            {10, "<|im_system|>"},
                                            {11, "<|tool_calls_section_begin|>"},
                                            {12, "<|tool_calls_section_end|>"},
                                            {13, "<|tool_call_begin|>"},
                                            {14, "<|tool_call_argument_begin|>"},
                                            {15, "<|tool_call_end|>"},
                                            {17, "<|im_middle|>"},
                                            {254, "[UNK]"},
                                            {255, "[PAD]"}}};

// What K2.5 and K2.6 name beyond K2.
constexpr std::array<NamedSlot, 6> kK25Media = {{{18, "<|media_begin|>"},
                                                 {19, "<|media_content|>"},
                                                 {20, "<|media_end|>"},
                                                 {21, "<|media_pad|>"},
                                                 {22, "<think>"},
                                                 {23, "</think>"}}};

constexpr std::array<NamedSlot, 16> kK3 = {{{0, "[BOS]"},
                                            {1, "[EOS]"},
                                            {2, "<|end_of_msg|>"},
                                            {3, "<|open|>"},
                                            {4, "<|close|>"},
                                            {5, "<|sep|>"},
                                            {6, "[start_header_id]"},
                                            {7, "[end_header_id]"},
                                            {9, "[EOT]"},
                                            {18, "<|media_begin|>"},
                                            {19, "<|media_content|>"},
                                            {20, "<|media_end|>"},
                                            {21, "<|media_pad|>"},
                                            {65, "<osagent_mode>"},
                                            {254, "[UNK]"},
                                            {255, "[PAD]"}}};

bool has_all(const Vocabulary& vocabulary, std::span<const NamedSlot> slots) {
  return std::all_of(slots.begin(), slots.end(), [&vocabulary](const NamedSlot& slot) {
    const SpecialToken* token = vocabulary.specials().find(slot.name);
    return token != nullptr && token->id == vocabulary.ranks().end_id() + slot.offset;
  });
}

}  // namespace

SpecialProfile LoadedTokenizer::profile() const {
  const Vocabulary& vocabulary = tokenizer.vocabulary();
  const auto& specials = vocabulary.specials().all();
  const auto named = static_cast<std::size_t>(std::count_if(
      specials.begin(), specials.end(), [](const SpecialToken& token) { return !token.reserved; }));
  if (kind != ModelKind::kimi) return SpecialProfile::other;
  if (named == kK3.size() && has_all(vocabulary, kK3)) return SpecialProfile::k3;
  if (!has_all(vocabulary, kK2)) return SpecialProfile::other;
  if (named == kK2.size()) return SpecialProfile::k2;
  const bool k25 = named == kK2.size() + kK25Media.size() && has_all(vocabulary, kK25Media);
  return k25 ? SpecialProfile::k25 : SpecialProfile::other;
}

std::vector<TokenId> LoadedTokenizer::skip_special_ids() const {
  std::vector<TokenId> ids;
  for (const std::string& name : config.all_special_tokens()) {
    const SpecialToken* token = tokenizer.vocabulary().specials().find(name);
    if (token != nullptr) ids.push_back(token->id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string_view name_of(ModelKind kind) {
  switch (kind) {
    case ModelKind::kimi:
      return "kimi";
    case ModelKind::tiktoken:
      return "tiktoken";
    case ModelKind::tokenizer_json:
      return "tokenizer_json";
  }
  return "";
}

std::string_view name_of(SpecialProfile profile) {
  switch (profile) {
    case SpecialProfile::k2:
      return "k2";
    case SpecialProfile::k25:
      return "k2.5";
    case SpecialProfile::k3:
      return "k3";
    case SpecialProfile::other:
      return "other";
  }
  return "";
}

}  // namespace kimitok
