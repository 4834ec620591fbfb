// Blocks of every tier end pieces where the scanner does, and the tables give the ids of the
// merger: for the first time and from the cache, a few pieces at a time or many.
//
//   input = options, how many pieces at a time, text: one byte, one byte, the rest
//
// With options odd the rest is text. Otherwise each byte is an atom or, from 200 on, says how often
// the atom of the next byte comes: the runs that are about as long as blocks, or a few.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cpu_tier.hpp"
#include "fuzz/require.hpp"
#include "kimitok/file.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "kimitok/utf8.hpp"
#include "pretokenizer/kimi_blocks.hpp"
#include "pretokenizer/kimi_scanner.hpp"
#include "support/kimi_atoms.hpp"
#include "tokenizer/fast_tables.hpp"
#include "tokenizer/merger.hpp"
#include "tokenizer/piece_encoder.hpp"

namespace kimitok {
namespace {

// Enough for some blocks; more would only make runs slower.
constexpr std::size_t kMaxBytes = 640;
constexpr unsigned kRun = 200;

using Ends = std::vector<std::uint32_t>;

// What classes alone do not reach: words the vocabulary knows, in several cases, contractions,
// names of special tokens, and what begins or ends like them.
constexpr std::string_view kWords[] = {
    "the",          " the",     "The",          " THE",         "ing",          "tion",
    "http",         "HTML",     "camelCase",    "don't",        "I'M",          "we'LL",
    "they'vE",      "x'\u017F", "''s",          " return",      "();\n",        "\r\n\r\n",
    "    ",         "\t\t",     "0000",         "3.14",         "<|im_end|>",   "[BOS]",
    "<|",           "|>",       "\u4E2D\u6587", "\u7684",       "\uFF0C",       "\u3002\n",
    "\u65E5\u672C", "\u306E",   "\u30AB\u30BF", "\uD55C\uAD6D", "\u0438\u0439", "\u043D\u0430",
    "e\u0301",      "\u00E9",   "\u0627\u0644", "\u0939\u093F"};

std::string_view atom_of(unsigned byte) {
  constexpr std::size_t kWordCount = std::size(kWords);
  byte %= test::kKimiAtomCount + kWordCount;
  return byte < kWordCount ? kWords[byte] : test::kKimiAtoms[byte - kWordCount];
}

std::string text_of(std::string_view bytes, bool is_text) {
  if (is_text) return utf8::replace_ill_formed(bytes);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto byte = static_cast<unsigned char>(bytes[i]);
    std::size_t times = 1;
    if (byte >= kRun && i + 1 < bytes.size()) {
      times = byte < kRun + 20 ? byte - kRun + 50 : byte - kRun - 18;
      byte = static_cast<unsigned char>(bytes[++i]);
    }
    for (; times > 0 && text.size() < kMaxBytes; --times) text += atom_of(byte);
  }
  return text;
}

struct Tables {
  MergeableRanks ranks = [] {
    const auto model = read_file(KIMITOK_TESTDATA "/kimi-small/tiktoken.model", 1u << 20);
    fuzz::require(model.has_value(), "the small vocabulary is there");
    auto parsed = parse_tiktoken_model(*model, RankGaps::refuse);
    fuzz::require(parsed.has_value(), "the small vocabulary loads");
    return *std::move(parsed);
  }();
  FastTables fast{ranks};
  std::vector<CpuTier> tiers = cpu_tiers();
};

Ends ends_by_piece(std::string_view text) {
  Ends ends;
  for (std::size_t at = 0; at < text.size();) {
    at = kimi_piece_end(text, at);
    ends.push_back(static_cast<std::uint32_t>(at));
  }
  return ends;
}

Ends ends_by_block(KimiBlocks blocks, std::string_view text, std::size_t capacity) {
  Ends all, ends(capacity);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t count = blocks(text.data() + at, text.size() - at, ends.data(), capacity);
    fuzz::require(count > 0 && count <= capacity, "there are ends, and room for them");
    for (std::size_t i = 0; i < count; ++i) {
      fuzz::require(ends[i] > (i == 0 ? 0 : ends[i - 1]) && ends[i] <= text.size() - at,
                    "pieces are not empty and end within the text");
      all.push_back(static_cast<std::uint32_t>(at) + ends[i]);
    }
    at = all.back();
  }
  return all;
}

std::vector<TokenId> merged(const MergeableRanks& ranks, std::string_view text, const Ends& ends) {
  Merger merger(ranks, nullptr);
  std::vector<TokenId> ids;
  std::size_t from = 0;
  for (const std::uint32_t end : ends) {
    const std::string_view piece = text.substr(from, end - from);
    const TokenId whole = ranks.find(piece);
    if (whole == kNoToken) {
      merger.merge(piece, ids);
    } else {
      ids.push_back(whole);
    }
    from = end;
  }
  return ids;
}

std::vector<TokenId> encoded(PieceEncoder& encoder, std::string_view text, const Ends& ends,
                             std::size_t batch) {
  std::vector<TokenId> ids;
  std::uint32_t from = 0;
  for (std::size_t done = 0; done < ends.size();) {
    Ends some;
    for (; some.size() < batch && done < ends.size(); ++done) some.push_back(ends[done] - from);
    const std::span<const TokenId> more = encoder.encode(text.substr(from), some);
    ids.insert(ids.end(), more.begin(), more.end());
    from += some.back();
  }
  return ids;
}

void check(std::string_view text, std::size_t capacity, std::size_t batch) {
  static const Tables tables;
  const Ends ends = ends_by_piece(text);
  for (const CpuTier tier : tables.tiers) {
    fuzz::require(ends_by_block(kimi_blocks(tier), text, capacity) == ends,
                  "blocks end pieces where the scanner does");
  }
  const std::vector<TokenId> expected = merged(tables.ranks, text, ends);
  PieceEncoder encoder(tables.fast);
  fuzz::require(encoded(encoder, text, ends, batch) == expected, "tables give the merger's ids");
  fuzz::require(encoded(encoder, text, ends, PieceEncoder::kMaxPieces) == expected,
                "the cache gives the merger's ids");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  if (size < 3) return 0;
  size = std::min(size, 2 + kMaxBytes);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string text = text_of(bytes, data[0] % 2 != 0);
  // Memory of just the text's size, so that the sanitizer sees what reads on.
  const auto exact = std::make_unique<char[]>(text.size());
  std::memcpy(exact.get(), text.data(), text.size());
  check({exact.get(), text.size()}, kKimiBlockEnds + 1 + data[0] / 2, data[1] + 1u);
  return 0;
}
