#include "load/tokenizer_json.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <bitset>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "json/json_document.hpp"
#include "json/quote.hpp"
#include "load/added_token.hpp"
#include "load/byte_alphabet.hpp"
#include "load/tokenizer_json_pipeline.hpp"

namespace kimitok {
namespace {

// The members of "model" that leave ids alone: always, as here, or with the values that
// check_model() wants. With a token for each byte nothing is ever unknown, so unk_token and
// fuse_unk do not matter.
constexpr std::string_view kIndifferentMembers[] = {"type",      "vocab",    "merges",
                                                    "unk_token", "fuse_unk", "ignore_merges"};

bool leaves_ids_alone(const JsonValue& member) {
  const std::string_view key = member.key();
  if (std::find(std::begin(kIndifferentMembers), std::end(kIndifferentMembers), key) !=
      std::end(kIndifferentMembers)) {
    return true;
  }
  if (key == "dropout") return member.is_null();
  if (key == "byte_fallback") {
    return member.kind() == JsonKind::boolean && member.text() == "false";
  }
  if (key == "continuing_subword_prefix" || key == "end_of_word_suffix") {
    return member.is_null() || (member.kind() == JsonKind::string && member.text().empty());
  }
  return false;
}

Result<JsonValue> check_model(const JsonValue& root) {
  const auto model = root.find("model");
  if (!model) return fail(root.malformed("has no model"));
  if (auto ok = model->expect(JsonKind::object); !ok) return fail(std::move(ok).error());
  const auto type = model->find("type");
  if (!type) return fail(model->malformed("has no type"));
  if (type->kind() != JsonKind::string || type->text() != "BPE") return fail(type->unsupported());
  for (const JsonValue member : *model) {
    if (!leaves_ids_alone(member)) return fail(member.unsupported());
  }
  return *model;
}

Result<std::vector<AddedToken>> read_added_tokens(const JsonValue& root) {
  std::vector<AddedToken> tokens;
  const auto list = root.find_set("added_tokens");
  if (!list) return tokens;
  if (auto ok = list->expect(JsonKind::array); !ok) return fail(std::move(ok).error());
  for (const JsonValue item : *list) {
    if (auto ok = item.expect(JsonKind::object); !ok) return fail(std::move(ok).error());
    const auto id = item.find("id");
    if (!id) return fail(item.malformed("has no id"));
    auto number = id->as_id();
    if (!number) return fail(std::move(number).error());
    auto token = read_added_token(item, *number);
    if (!token) return fail(std::move(token).error());
    tokens.push_back(*std::move(token));
  }
  return tokens;
}

// (tokenizers, AddedVocabulary::add_tokens; `tokens` in the order of the file)
std::optional<TokenizerJson::Renumbered> first_renumbered(const std::vector<AddedToken>& tokens,
                                                          const JsonValue& vocab) {
  std::unordered_set<std::string_view> entries;
  for (const JsonValue entry : vocab) entries.insert(entry.key());
  const auto vocab_size = static_cast<TokenId>(vocab.size());
  TokenId next = vocab_size;
  for (const AddedToken& token : tokens) {
    if (entries.contains(token.content)) {
      next = std::max(next, token.id + 1);
      continue;
    }
    if (token.id != next) return TokenizerJson::Renumbered{token, next};
    ++next;
  }
  return std::nullopt;
}

class VocabReader {
 public:
  explicit VocabReader(const std::vector<AddedToken>& added) {
    for (const AddedToken& token : added) added_.emplace(token.content, token.id);
  }

  Result<MergeableRanks> read(const JsonValue& vocab) {
    std::size_t key_bytes = 0;
    for (const JsonValue entry : vocab) key_bytes += entry.key().size();
    arena_.reserve(key_bytes);  // entries are views of it, so it must never move
    entries_.reserve(vocab.size());
    for (const JsonValue entry : vocab) {
      if (auto ok = add(entry); !ok) return fail(std::move(ok).error());
    }
    for (std::size_t byte = 0; byte < bytes_.size(); ++byte) {
      if (bytes_.test(byte)) continue;
      return fail(ErrorCode::model_unsupported,
                  fmt::format("{} has no token for the byte {:#04x}", vocab.path(), byte));
    }
    auto ranks = MergeableRanks::create(entries_);
    if (!ranks) return fail(vocab.malformed("is malformed: " + ranks.error().sentence()));
    return ranks;
  }

 private:
  Result<void> add(const JsonValue& entry) {
    auto id = entry.as_id();
    if (!id) return fail(std::move(id).error());
    if (const auto added = added_.find(entry.key()); added != added_.end()) {
      if (added->second == *id) return {};
      return fail(entry.malformed(
          fmt::format("is {}, but the added token of this name is {}", *id, added->second)));
    }
    const std::size_t begin = arena_.size();
    if (!append_bytes_of(entry.key(), arena_)) {
      return fail(Error(ErrorCode::model_unsupported,
                        fmt::format("{} has a character that stands for no byte", entry.path())));
    }
    const std::string_view bytes = std::string_view(arena_).substr(begin);
    if (bytes.size() == 1) bytes_.set(static_cast<unsigned char>(bytes[0]));
    entries_.push_back({bytes, *id});
    return {};
  }

  std::unordered_map<std::string_view, TokenId> added_;
  std::string arena_;
  std::vector<MergeableRanks::Entry> entries_;
  std::bitset<256> bytes_;
};

// "a b", or ["a", "b"].
Result<std::pair<std::string_view, std::string_view>> read_pair(const JsonValue& merge) {
  if (merge.kind() == JsonKind::array) {
    if (merge.size() != 2) return fail(merge.malformed("has not two tokens"));
    auto item = merge.begin();
    const JsonValue left = *item;
    const JsonValue right = *++item;
    for (const JsonValue& token : {left, right}) {
      if (auto ok = token.expect(JsonKind::string); !ok) return fail(std::move(ok).error());
    }
    return std::pair{left.text(), right.text()};
  }
  auto text = merge.as_string();
  if (!text) return fail(std::move(text).error());
  const std::size_t space = text->find(' ');
  if (space == std::string_view::npos || text->find(' ', space + 1) != std::string_view::npos) {
    return fail(merge.malformed("has not two tokens"));
  }
  return std::pair{text->substr(0, space), text->substr(space + 1)};
}

Result<PairMerge> read_merge(const JsonValue& merge, const MergeableRanks& ranks,
                             std::string& joined) {
  auto pair = read_pair(merge);
  if (!pair) return fail(std::move(pair).error());
  const auto unknown = [&merge](std::string_view what) {
    return fail(
        merge.malformed(fmt::format("names {}, which the vocabulary does not have", quote(what))));
  };
  joined.clear();
  if (!append_bytes_of(pair->first, joined)) return unknown(pair->first);
  const std::size_t left_size = joined.size();
  if (!append_bytes_of(pair->second, joined)) return unknown(pair->second);
  const std::string_view bytes = joined;
  const PairMerge ids = {ranks.find(bytes.substr(0, left_size)),
                         ranks.find(bytes.substr(left_size)), ranks.find(bytes)};
  if (ids.left == kNoToken) return unknown(pair->first);
  if (ids.right == kNoToken) return unknown(pair->second);
  if (ids.merged == kNoToken) return unknown(std::string(pair->first).append(pair->second));
  return ids;
}

Result<void> read_merges(const JsonValue& model, TokenizerJson& tokenizer) {
  const auto list = model.find("merges");
  if (!list) return fail(model.malformed("has no merges"));
  if (auto ok = list->expect(JsonKind::array); !ok) return ok;
  tokenizer.merges.reserve(list->size());
  std::string joined;
  for (const JsonValue item : *list) {
    auto merge = read_merge(item, tokenizer.ranks, joined);
    if (!merge) return fail(std::move(merge).error());
    tokenizer.merges.push_back(*merge);
  }
  return {};
}

}  // namespace

Result<TokenizerJson> parse_tokenizer_json(std::string_view json) {
  auto document = JsonDocument::parse(json);
  if (!document) return fail(std::move(document).error());
  const JsonValue root = document->root();
  auto model = check_model(root);
  if (!model) return fail(std::move(model).error());
  if (auto ok = check_pipeline(root); !ok) return fail(std::move(ok).error());
  auto pattern = read_pre_tokenizer(root);
  if (!pattern) return fail(std::move(pattern).error());
  bool ignore_merges = false;
  if (const auto flag = model->find_set("ignore_merges")) {
    auto value = flag->as_boolean();
    if (!value) return fail(std::move(value).error());
    ignore_merges = *value;
  }
  auto added = read_added_tokens(root);
  if (!added) return fail(std::move(added).error());
  const auto vocab = model->find("vocab");
  if (!vocab) return fail(model->malformed("has no vocab"));
  if (auto ok = vocab->expect(JsonKind::object); !ok) return fail(std::move(ok).error());
  auto renumbered = first_renumbered(*added, *vocab);
  if (auto ok = sort_added_tokens(*added); !ok) return fail(std::move(ok).error());
  auto ranks = VocabReader(*added).read(*vocab);
  if (!ranks) return fail(std::move(ranks).error());

  TokenizerJson tokenizer{*std::move(ranks),     *std::move(added),
                          std::move(renumbered), std::move(pattern->pat_str),
                          pattern->kimi_cuts,    {},
                          ignore_merges};
  if (auto ok = read_merges(*model, tokenizer); !ok) return fail(std::move(ok).error());
  return tokenizer;
}

}  // namespace kimitok
