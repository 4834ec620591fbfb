#include "inspect/text_pieces.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "kimitok/encode_stream.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// Where lookahead stops depends on the cuts of long text. They are asked of an EncodeStream rather
// than computed again: fed with one character at a time, it counts the tokens of a part when the
// part has ended.
class PieceFinder {
 public:
  PieceFinder(const Tokenizer& tokenizer, const EncodeOptions& options,
              std::span<const TokenId> ids)
      : tokenizer_(tokenizer), options_(options), ids_(ids), scratch_(tokenizer.pretokenizer()) {
    ends_.reserve(ids.size());
    for (const TokenId id : ids) {
      text_ += *tokenizer.vocabulary().bytes_of(id);
      ends_.push_back(text_.size());
    }
  }

  Result<std::vector<TextPiece>> find() {
    std::size_t from = 0;
    const auto close = [this, &from](std::size_t end) -> Result<void> {
      auto done = cut_up(from, end);
      from = end;
      return done;
    };
    // Chunking::transformers is Chunking::kimi between the names that are not reserved.
    for (std::size_t i = 0; i < ids_.size() && options_.chunking == Chunking::transformers; ++i) {
      const SpecialToken* token = special(i);
      if (token == nullptr || token->reserved) continue;
      if (auto done = close(i); !done) return fail(std::move(done).error());
      if (auto done = close(i + 1); !done) return fail(std::move(done).error());
    }
    if (auto done = close(ids_.size()); !done) return fail(std::move(done).error());
    return std::move(pieces_);
  }

 private:
  // The reference cuts runs and slices of so many characters or more.
  static constexpr std::size_t kUncutBytes = 25'000;

  const SpecialToken* special(std::size_t index) const {
    return tokenizer_.vocabulary().specials().find(ids_[index]);
  }
  std::size_t begin_of(std::size_t index) const { return index == 0 ? 0 : ends_[index - 1]; }

  // Tokens [from, end) are the whole of what was cut on its own.
  Result<void> cut_up(std::size_t from, std::size_t end) {
    if (from == end) return {};
    const std::string_view text(text_.data() + begin_of(from), ends_[end - 1] - begin_of(from));
    if (options_.chunking == Chunking::none || text.size() <= kUncutBytes) {
      return take_part(from, end);
    }
    EncodeOptions options = options_;
    options.chunking = Chunking::kimi;
    options.invalid_utf8 = InvalidUtf8::bytes;
    EncodeStream stream(tokenizer_, options);
    std::uint64_t tokens = 0;
    std::size_t part = from;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = utf8::next(text.substr(at)).size;
      if (auto done = stream.write(text.substr(at, size), tokens); !done) return done;
      if (auto done = take_part(part, from + tokens); !done) return done;
      part = from + tokens;
      at += size;
    }
    return take_part(part, end);
  }

  Result<void> take_part(std::size_t from, std::size_t end) {
    std::size_t segment = from;
    for (std::size_t i = from; i < end; ++i) {
      const bool is_special = special(i) != nullptr;
      if (!is_special && !is_stray_byte(i, from, end)) continue;
      if (auto done = split(segment, i); !done) return done;
      pieces_.push_back({is_special ? TextPiece::Kind::special : TextPiece::Kind::byte, begin_of(i),
                         ends_[i], i, i + 1});
      segment = i + 1;
    }
    return split(segment, end);
  }

  // Whether token `index` is an ill-formed byte of the text, which splits it as a special token
  // does. A token of one byte can also be part of a character.
  bool is_stray_byte(std::size_t index, std::size_t from, std::size_t end) {
    const std::size_t at = begin_of(index);
    if (ends_[index] - at != 1 || static_cast<unsigned char>(text_[at]) < 0x80) return false;
    // A character has at most four bytes.
    const std::size_t first = at - std::min<std::size_t>(3, at - begin_of(from));
    for (std::size_t lead = first; lead <= at; ++lead) {
      const auto unit = utf8::next(std::string_view(text_).substr(lead, ends_[end - 1] - lead));
      if (unit.kind == utf8::Unit::Kind::valid && lead + unit.size > at) return false;
    }
    return true;
  }

  Result<void> split(std::size_t from, std::size_t end) {
    if (from == end) return {};
    const std::size_t offset = begin_of(from);
    const std::string_view segment(text_.data() + offset, ends_[end - 1] - offset);
    std::size_t token = from;
    for (std::size_t at = 0; at < segment.size();) {
      std::array<std::size_t, 64> piece_ends{};
      const auto count = tokenizer_.pretokenizer().split(segment, at, piece_ends, scratch_);
      if (!count) return fail(count.error());
      for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t first = token;
        while (token < end && ends_[token] <= offset + piece_ends[i]) ++token;
        pieces_.push_back(
            {TextPiece::Kind::pattern, offset + at, offset + piece_ends[i], first, token});
        at = piece_ends[i];
      }
    }
    return {};
  }

  const Tokenizer& tokenizer_;
  const EncodeOptions& options_;
  std::span<const TokenId> ids_;
  Pretokenizer::Scratch scratch_;
  std::string text_;
  std::vector<std::size_t> ends_;  // of each token, in text_
  std::vector<TextPiece> pieces_;
};

}  // namespace

Result<std::vector<TextPiece>> pieces_of(const Tokenizer& tokenizer, const EncodeOptions& options,
                                         std::span<const TokenId> ids) {
  return PieceFinder(tokenizer, options, ids).find();
}

}  // namespace kimitok::app
