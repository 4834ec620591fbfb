#include "inspect/piece_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "escaped.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

using utf8::Unit;

// Of the 256 color palette, light enough for black letters.
constexpr std::array kBackgrounds = {167, 179, 185, 77, 80, 111, 176};
constexpr std::string_view kReset = "\x1b[0m";

struct TokenGroup {
  std::string bytes;
  std::size_t first, end;  // indices of its tokens
};

// What of `bytes` is an unfinished character at their end.
std::string_view unfinished(std::string_view bytes) {
  for (std::size_t size = std::min<std::size_t>(3, bytes.size()); size > 0; --size) {
    const std::string_view tail = bytes.substr(bytes.size() - size);
    if (utf8::next(tail).kind == Unit::Kind::incomplete) return tail;
  }
  return {};
}

// Joins neighbours as long as a character goes on in the next token.
std::vector<TokenGroup> groups_of(std::span<const TokenId> ids, const Vocabulary& vocabulary) {
  std::vector<TokenGroup> groups;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string_view bytes = *vocabulary.bytes_of(ids[i]);
    if (!groups.empty()) {
      const std::string_view begun = unfinished(groups.back().bytes);
      const std::string joined = std::string(begun).append(bytes);
      if (!begun.empty() && utf8::next(joined).kind != Unit::Kind::ill_formed) {
        groups.back().bytes += bytes;
        groups.back().end = i + 1;
        continue;
      }
    }
    groups.push_back({std::string(bytes), i, i + 1});
  }
  return groups;
}

std::string coloured(std::string_view text, std::size_t index) {
  const std::string begin =
      fmt::format("\x1b[38;5;16;48;5;{}m", kBackgrounds[index % kBackgrounds.size()]);
  std::string result = begin;
  for (const char c : text) {
    // A background that is on at a line's end is painted up to the border by some terminals.
    if (c == '\n') {
      result.append(kReset).append("\n").append(begin);
    } else {
      result += c;
    }
  }
  return result.append(kReset);
}

}  // namespace

std::string visible(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    std::string ill_formed;
    for (; !bytes.empty() && utf8::next(bytes).kind != Unit::Kind::valid; bytes.remove_prefix(1)) {
      ill_formed += ill_formed.empty() ? "⟨" : " ";
      ill_formed += hex(bytes.substr(0, 1));
    }
    if (!ill_formed.empty()) text += ill_formed + "⟩";
    if (bytes.empty()) break;

    const std::string_view character = bytes.substr(0, utf8::next(bytes).size);
    if (character == " ") {
      text += "·";
    } else if (character == "\t") {
      text += "→";
    } else if (character == "\n") {
      text += "↵\n";
    } else {
      text += escaped(character);
    }
    bytes.remove_prefix(character.size());
  }
  return text;
}

std::string piece_view(std::span<const TokenId> ids, const Vocabulary& vocabulary, bool colour) {
  std::string view;
  const std::vector<TokenGroup> groups = groups_of(ids, vocabulary);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const TokenGroup& group = groups[i];
    std::string text = visible(group.bytes);
    if (group.end - group.first > 1) {
      text +=
          fmt::format("⟨{}⟩", fmt::join(ids.subspan(group.first, group.end - group.first), "+"));
    }
    if (colour) {
      view += coloured(text, i);
    } else {
      if (i > 0) view += "│";
      view += text;
    }
  }
  if (!view.ends_with('\n')) view += '\n';
  return view;
}

}  // namespace kimitok::app
