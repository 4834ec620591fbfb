"""Faults that a test has to find: each is one line of the sources replaced by another.

A test is named as doctest's --test-case wants it, with * for any text; lines stand without their indentation.
"""

from typing import NamedTuple


class Mutant(NamedTuple):
    file: str
    line: str
    mutant: str
    test: str


ANY_TEXT = "kimi blocks: random strings*"
NEIGHBOURS = "kimi blocks: every two neighbours*"
CONTRACTIONS = "kimi blocks: contractions*"
GUARDED = "kimi blocks: nothing is read behind*"
EVERY_STRING = "first merges: every short string*"
LOST_END = "first merges: a character that could lose its end*"
TOKEN_SEARCH = "token search: as many*"
CACHE_PLACE = "piece cache: pieces that want one place*"


def in_file(file, *mutants):
    return [Mutant(file, *mutant) for mutant in mutants]


MUTANTS = [
    *in_file(
        "lib/pretokenizer/kimi_masks.hpp",
        ("inline Mask runs_from(Mask begins, Mask all) { return all & ~(all + begins); }",
         "inline Mask runs_from(Mask, Mask all) { return all; }", ANY_TEXT),
        ("Mask long_runs = starts & (number >> 1) & (number >> 2) & (number >> 3);",
         "Mask long_runs = starts & (number >> 1) & (number >> 2);", ANY_TEXT),
        ("long_runs = next & (number >> 1) & (number >> 2) & (number >> 3);", "long_runs = 0;", ANY_TEXT),
        ("if ((behind & newline) == 0) return tails;", "return tails;", ANY_TEXT),
        ("if (((space + tail) & ~space & newline) == 0) starts |= tail;", "starts |= tail;", ANY_TEXT),
        ("const Mask undecidable = (mark & ~(letter << 1)) | (capital & (both << 1)) |",
         "const Mask undecidable = (capital & (both << 1)) |", NEIGHBOURS),
        ("const Mask undecidable = (mark & ~(letter << 1)) | (capital & (both << 1)) |",
         "const Mask undecidable = (mark & ~(letter << 1)) |", NEIGHBOURS),
        ("(m.han & m.number & (number << 1)) |", "Mask{0} |", ANY_TEXT),
        ("(m.han & m.punctuation & ((punctuation | m.blank) << 1));",
         "(m.han & m.punctuation & (punctuation << 1));", ANY_TEXT),
        ("decided = at - 1;", "decided = at;", ANY_TEXT),
        ("const Mask absorbed = runs_from(m.newline & (punctuation << 1), m.newline);",
         "const Mask absorbed = 0;", ANY_TEXT),
        ("const Mask prefix = (space | punctuation_start) << 1;",
         "const Mask prefix = (space | punctuation) << 1;", ANY_TEXT),
        ("const Mask punctuation_start = punctuation & ~((punctuation | m.blank) << 1);",
         "const Mask punctuation_start = punctuation & ~(punctuation << 1);", NEIGHBOURS),
        ("Mask starts = (letter & ~(letter << 1) & ~prefix) | (capital & (small << 1));",
         "Mask starts = letter & ~(letter << 1) & ~prefix;", NEIGHBOURS),
        ("starts |= m.han & ~(m.han << 1);", "starts |= m.han;", NEIGHBOURS),
        ("starts |= white & ~(white << 1);", "", NEIGHBOURS),
        ("starts |= white & ~(white >> 1) & space;  // \\s+(?!\\S) gives its last back",
         "starts |= white & ~(white >> 1);", ANY_TEXT),
        ("if (newline != 0) starts |= space_behind_newline(space, newline);", "", ANY_TEXT),
        ("if (run < decided) decided = run;", "", NEIGHBOURS),
        ("if ((behind_suffix & bit(i)) != 0) continue;", "", CONTRACTIONS),
        ("starts &= ~(below(next) & ~below(i));", "", CONTRACTIONS),
        ("starts |= bit(next);", "", CONTRACTIONS),
        ("return starts & below(decided + 1) & ~Mask{1};", "return starts & below(decided + 1);", NEIGHBOURS),
    ),
    *in_file(
        "lib/pretokenizer/block_scan.inc",
        ("constexpr std::size_t kBlockReach = 66;", "constexpr std::size_t kBlockReach = 64;", GUARDED),
        ("if (at[1] == 0xC5 && at[2] == 0xBF) return 2;  // U+017F, a form of s", "", CONTRACTIONS),
        ("if (first == 's' || first == 't' || first == 'm' || first == 'd') return 2;",
         "if (first == 's' || first == 't' || first == 'm') return 2;", CONTRACTIONS),
        ("return two_letters ? 3 : 0;", "return two_letters ? 2 : 0;", CONTRACTIONS),
        ("while (at + kBlockReach <= size && out <= last) {",
         "while (at + kBlockReach <= size && out <= last + 8) {", "kimi blocks: room for no more than one step"),
        ("at += block.byte_of(masks::highest(starts));", "at += masks::highest(starts);", ANY_TEXT),
    ),
    *in_file(
        "lib/pretokenizer/mask_block.inc",
        ("masks_.han = (text.between(0xE5, 0xE9) | (text.equal(0xE4) & from_b8)) & leads_;",
         "masks_.han = text.between(0xE4, 0xE9) & leads_;", NEIGHBOURS),
        ("masks_.han = (text.between(0xE5, 0xE9) | (text.equal(0xE4) & from_b8)) & leads_;",
         "masks_.han = (text.between(0xE5, 0xEA) | (text.equal(0xE4) & from_b8)) & leads_;", NEIGHBOURS),
        ("masks_.space = text.between('\\t', '\\r') | masks_.blank;",
         "masks_.space = text.between('\\t', '\\n') | masks_.blank;", NEIGHBOURS),
        ("masks_.punctuation |= found.any_of(unicode::kPunctuation);", "masks_.punctuation |= found.any_of(0x80);", NEIGHBOURS),
    ),
    *in_file(
        "lib/base/bytes64_avx2.hpp",
        ("return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, values), bytes);",
         "return _mm256_cmpeq_epi8(_mm256_max_epi8(bytes, values), bytes);", NEIGHBOURS),
    ),
    *in_file(
        "lib/pretokenizer/kimi_blocks_avx512.cpp",
        ("const Mask from_b8 = _mm512_cmpge_epu8_mask(second, bytes(0xB8));",
         "const Mask from_b8 = _mm512_cmpge_epu8_mask(second, bytes(0xB7));", NEIGHBOURS),
        ("const Mask from_b0 = _mm512_cmpge_epu8_mask(second, bytes(0xB0));",
         "const Mask from_b0 = _mm512_cmpge_epu8_mask(second, bytes(0x80));", NEIGHBOURS),
        ("const Mask to_9d = _mm512_cmple_epu8_mask(second, bytes(0x9D));",
         "const Mask to_9d = _mm512_cmple_epu8_mask(second, bytes(0x9E));", NEIGHBOURS),
        ("const __m512i page = page_classes((*first & 0x1Fu) << 6);",
         "const __m512i page = page_classes((*first & 0x0Fu) << 6);", NEIGHBOURS),
        ("if (count > 16) {", "if (count > 17) {", ANY_TEXT),
    ),
    *in_file(
        "lib/pretokenizer/kimi_scanner.cpp",
        ("if (behind_last_lower != nullptr) return {behind_last_lower, true};", "",
         "kimi scanner: upper case gives back*"),
        ("const Byte* const end = is_letter_or_mark && !run.ends_in_lower ? second : run.end;",
         "const Byte* const end = run.end;", "kimi scanner: upper case gives back*"),
        ("for (int more = 0; more < 2; ++more) {", "for (int more = 0; more < 3; ++more) {",
         "kimi scanner: digits go by threes*"),
        ("if (at == end_ || last == start) return at;", "if (last == start) return at;",
         "kimi scanner: the end of the segment*"),
        ("if (end_ - at < 2 || *at != '\\'') return at;", "if (end_ - at < 1 || *at != '\\'') return at;", GUARDED),
        ("if (end_ - at < 3) return at;", "", GUARDED),
        ("if (at[1] == 0xC5 && at[2] == 0xBF) return at + 3;  // U+017F, a form of s", "",
         "kimi scanner: words take their case*"),
        ("if (*start == ' ' && (character_at(second).classes & kPunctuation) != 0) {",
         "if ((character_at(second).classes & kPunctuation) != 0) {", NEIGHBOURS),
    ),
    *in_file(
        "lib/pretokenizer/bit_compaction.hpp",
        ("dropped &= ~odd;", "", "bit compaction: random choices*"),
        ("return word & keep_;", "return word;", "bit compaction: no bits*"),
    ),
    *in_file(
        "lib/tokenizer/first_merges.cpp",
        ("const bool merge = pair != kNoToken && (pair >> kShift) < std::min(left, right);",
         "const bool merge = pair != kNoToken && (pair >> kShift) < left;", EVERY_STRING),
        ("const bool merge = pair != kNoToken && (pair >> kShift) < std::min(left, right);",
         "const bool merge = pair != kNoToken && (pair >> kShift) < right;", EVERY_STRING),
        ("const bool merge = pair != kNoToken && (pair >> kShift) < std::min(left, right);",
         "const bool merge = pair != kNoToken && (pair >> kShift) <= std::min(left, right);", EVERY_STRING),
        ("ending = std::min(ending, coarse(rank));", "", EVERY_STRING),
        ("beginning = std::min(beginning, coarse(rank));", "", EVERY_STRING),
        ("return first == kNoRank ? kNoRank : std::max(first, whole);",
         "return first == kNoRank ? kNoRank : whole;", EVERY_STRING),
        ("if (byte_at(bytes, size - 2) >= 0xE0 && is_continuation(byte_at(bytes, size - 1))) {",
         "if (false) {", "first merges: a character merges whole*"),
        ("!is_continuation(byte_at(bytes, 2))) {", "is_continuation(byte_at(bytes, 2))) {", LOST_END),
        ("if (i > 0) rival = std::min(ending(before, byte), prefixes_[found.prefix * 256u + before]);",
         "if (i > 0) rival = ending(before, byte);", "first merges: a character merges whole*"),
        ("if (found.rank < rival) {", "if (found.rank <= rival && found.rank != kNever) {", LOST_END),
    ),
    *in_file(
        "lib/tokenizer/symbol_merger.cpp",
        ("for (std::size_t i = 1; i + 1 < count; ++i) at = ranks[i] < ranks[at] ? i : at;",
         "for (std::size_t i = 1; i + 1 < count; ++i) at = ranks[i] <= ranks[at] ? i : at;",
         "symbol merger: the pair of lowest rank*"),
        ("if (at + 1 < count) ranks[at] = pairs_.find(symbols[at], symbols[at + 1]);", "",
         "symbol merger: equals the naive rule*"),
        ("if (at > 0) ranks[at - 1] = pairs_.find(symbols[at - 1], symbols[at]);", "",
         "symbol merger: equals the naive rule*"),
    ),
    *in_file(
        "lib/tokenizer/token_table.hpp",
        ("found &= found >> 2;", "", "token table: every token of up to twelve bytes*"),
        ("return find_second(key, hash);", "return kNoToken;", "token table: tokens that all want one bucket find*"),
    ),
    *in_file(
        "lib/tokenizer/token_search_avx512.cpp",
        ("const auto there = static_cast<__mmask16>(left < 16 ? (1u << left) - 1 : 0xFFFF);",
         "const auto there = static_cast<__mmask16>(left == 0 ? 0 : 0xFFFF);", TOKEN_SEARCH),
        ("places = _mm512_add_epi32(places, _mm512_set1_epi32(16));", "", TOKEN_SEARCH),
        ("halves &= halves >> 1 & 0x55;", "halves &= 0x55;", TOKEN_SEARCH),
        ("tokens[i] = table.find_second(keys[i], hashes[i]);", "continue;",
         "token search: what lies in another*"),
    ),
    *in_file(
        "lib/tokenizer/token_table.cpp",
        ("buckets_[first].slots[spill(hash)].meta |= kSpilled;", "", "token table: tokens that all want one bucket find*"),
        ("id = moved_id;", "", "token table: a token that finds both*"),
    ),
    *in_file(
        "lib/tokenizer/piece_key.hpp",
        ("std::rotl(high * 0xC2B2AE3D27D4EB4Fu, 32);", "0;", "piece key: no eight bytes*"),
    ),
    *in_file(
        "lib/tokenizer/pair_table.hpp",
        ("return merged == kNoToken && has_more(bucket, pair) ? find_further(pair) : merged;", "return merged;", "pair table: all cuts*"),
    ),
    *in_file(
        "lib/tokenizer/pair_table.cpp",
        ("slots[7] |= std::uint64_t{1} << (kFlagShift + pair % 4);", "", "pair table: all cuts*"),
        ("while (has_more(buckets_[i], pair)) {", "if (has_more(buckets_[i], pair)) {", "pair table: all cuts*"),
    ),
    *in_file(
        "lib/tokenizer/merge_round_loop.hpp",
        ("if (merged != kNoToken) *question.answer = merged << MergeRuns::kPlaceBits | question.place;", "",
         "merge batch: pairs that their bucket had no room for*"),
        ("if (run.count - 1 > 16) [[unlikely]] {", "if (run.count - 1 > 17) [[unlikely]] {", "merge batch: equals the naive rule*"),
        ("run.pairs[__builtin_ctz(behind)] = MergeRuns::kNoPair;", "", "merge batch: equals the naive rule*"),
        ("runs.ask(run, place, merged, run.symbols[right], after != 0);", "", "merge batch: equals the naive rule*"),
        ("runs.ask(run, left, run.symbols[left], merged, before != 0);", "", "merge batch: equals the naive rule*"),
        ("runs.order[runs.active] = run;", "", "merge batch: runs that are not ready stay*"),
    ),
    *in_file(
        "lib/tokenizer/piece_cache.hpp",
        ("return entry.key.low == key.low && (entry.key.high & ~kCountBits) == key.high;",
         "return (entry.key.high & ~kCountBits) == key.high;", CACHE_PLACE),
        ("if (!is(set.entries[1], key)) return nullptr;", "", CACHE_PLACE),
        ("std::swap(set.entries[0], set.entries[1]);", "", CACHE_PLACE),
        ("set.entries[0].key = {key.low, key.high | std::uint64_t{count} << kCountShift};",
         "set.entries[0].key = {key.low, key.high | std::uint64_t{1} << kCountShift};",
         "piece cache: the number of ids*"),
    ),
    *in_file(
        "lib/tokenizer/piece_cache.cpp",
        ("resize(std::min(before * 4, kMaxSets));", "resize(before * 4);", "piece cache: takes no more*"),
        ("const PieceKey key = {entry.key.low, entry.key.high & ~kCountBits};",
         "const PieceKey key = entry.key;", "piece cache: grows with what it is told*"),
    ),
    *in_file(
        "lib/tokenizer/piece_encoder.cpp",
        ("if (begin + kKeyReach <= text.size()) [[likely]] {", "if (size > 0) [[likely]] {",
         "piece encoder: nothing is read behind the text"),
        ("if (first != kNoMiss && keys_[misses_[first]] == keys_[piece]) {", "if (first != kNoMiss) {",
         "piece encoder: pieces that come again*"),
        ("answers_[repeat.miss] = answers_[repeat.first];", ";", "piece encoder: pieces that come again*"),
        ("if (ids.size() > PieceCache::kMaxIds || key == PieceKey::none()) return;",
         "if (key == PieceKey::none()) return;", "piece encoder: a piece that is no token*"),
    ),
]
