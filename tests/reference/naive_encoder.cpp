#include "reference/naive_encoder.hpp"

#include <algorithm>
#include <unordered_set>

namespace kimitok::reference {
namespace {

// [c for c in range(0x110000) if chr(c).isspace()]
const std::unordered_set<char32_t> kSpaces = {
    9,    10,   11,   12,   13,   28,   29,   30,   31,   32,   133,  160,  5760, 8192, 8193,
    8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288};

bool is_space(const Character& character) {
  return character.code_point && kSpaces.contains(*character.code_point);
}

// Whether `name` stands at character `at` and ends by `end`; if so, the character after it.
std::optional<std::size_t> end_of_name(const std::vector<Character>& text, std::size_t at,
                                       std::size_t end, std::string_view name) {
  while (!name.empty()) {
    if (at == end || !text[at].code_point || !name.starts_with(text[at].bytes)) return std::nullopt;
    name.remove_prefix(text[at].bytes.size());
    ++at;
  }
  return at;
}

}  // namespace

std::vector<std::size_t> cuts(const std::vector<Character>& text, std::size_t begin,
                              std::size_t end) {
  std::vector<std::size_t> ends;
  for (std::size_t slice = begin; slice < end; slice += 400'000) {
    const std::size_t slice_end = std::min(end, slice + 400'000);
    std::size_t run = slice;  // where the run begins
    for (std::size_t i = slice; i < slice_end; ++i) {
      if (is_space(text[i]) != is_space(text[run])) run = i;
      if (i - run < 25'000) continue;
      ends.push_back(i);
      run = i;
    }
    ends.push_back(slice_end);
  }
  return ends;
}

NaiveEncoder::NaiveEncoder(const Vocabulary& vocabulary) : specials_(vocabulary.specials().all()) {
  for (TokenId id = 0; id < vocabulary.ranks().end_id(); ++id) {
    const std::string_view bytes = vocabulary.ranks().bytes_of(id);
    if (!bytes.empty()) token_ids_.emplace(bytes, id);
  }
}

std::optional<std::vector<Character>> NaiveEncoder::read(std::string_view bytes,
                                                         InvalidUtf8 policy) const {
  std::vector<Character> text;
  for (Character& character : characters(bytes)) {
    if (character.code_point) {
      text.push_back(std::move(character));
    } else if (policy == InvalidUtf8::error) {
      return std::nullopt;
    } else if (policy == InvalidUtf8::replace) {
      text.push_back({"\uFFFD", U'\uFFFD'});
    } else {
      for (const char byte : character.bytes) text.push_back({std::string(1, byte), std::nullopt});
    }
  }
  return text;
}

std::vector<NaiveEncoder::Span> NaiveEncoder::split_on(
    const std::vector<Character>& text, Span within,
    const std::function<bool(const SpecialToken&)>& wanted) const {
  std::vector<Span> spans;
  std::size_t open = within.begin;
  for (std::size_t at = within.begin; at < within.end;) {
    Span longest{at, at};
    for (const SpecialToken& token : specials_) {
      const auto end = end_of_name(text, at, within.end, token.name);
      if (end && *end > longest.end && wanted(token)) longest = {at, *end, &token};
    }
    if (longest.special == nullptr) {
      ++at;
      continue;
    }
    if (open < at) spans.push_back({open, at});
    spans.push_back(longest);
    open = at = longest.end;
  }
  if (open < within.end) spans.push_back({open, within.end});
  return spans;
}

void NaiveEncoder::encode_segment(const std::string& segment, std::vector<TokenId>& ids) {
  std::size_t begin = 0;
  for (const std::size_t end : splitter_.split(segment)) {
    const std::string piece = segment.substr(begin, end - begin);
    begin = end;
    auto [known, fresh] = pieces_.try_emplace(piece);
    if (fresh) {
      const auto whole = token_ids_.find(piece);
      known->second = whole == token_ids_.end() ? merge(piece, token_ids_)
                                                : std::vector<TokenId>{whole->second};
    }
    ids.insert(ids.end(), known->second.begin(), known->second.end());
  }
}

std::optional<std::vector<TokenId>> NaiveEncoder::encode(std::string_view bytes,
                                                         const EncodeOptions& options) {
  const auto text = read(bytes, options.invalid_utf8);
  if (!text) return std::nullopt;
  const auto recognised = [&](const SpecialToken& token) {
    if (options.special == SpecialMode::none) return false;
    return options.special != SpecialMode::some ||
           std::ranges::count(options.special_ids, token.id) > 0;
  };
  const auto split_first = [&](const SpecialToken& token) {
    return options.chunking == Chunking::transformers && options.special != SpecialMode::error &&
           !token.reserved && recognised(token);
  };

  std::vector<TokenId> ids;
  for (const Span& gap : split_on(*text, {0, text->size()}, split_first)) {
    if (gap.special != nullptr) {
      ids.push_back(gap.special->id);
      continue;
    }
    std::vector<std::size_t> ends = {gap.end};
    if (options.chunking != Chunking::none) ends = cuts(*text, gap.begin, gap.end);
    std::size_t begin = gap.begin;
    for (const std::size_t end : ends) {
      for (const Span& span : split_on(*text, {begin, end}, recognised)) {
        if (span.special != nullptr) {
          if (options.special == SpecialMode::error) return std::nullopt;
          ids.push_back(span.special->id);
          continue;
        }
        std::string segment;
        for (std::size_t i = span.begin; i < span.end; ++i) {
          if ((*text)[i].code_point) {
            segment += (*text)[i].bytes;
            continue;
          }
          encode_segment(segment, ids);
          segment.clear();
          ids.push_back(token_ids_.at((*text)[i].bytes));
        }
        encode_segment(segment, ids);
      }
      begin = end;
    }
  }
  return ids;
}

}  // namespace kimitok::reference
