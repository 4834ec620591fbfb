// Real text and the real vocabulary: the scanner, PCRE2 and the naive splitter find the same
// pieces, the merger and the naive one the same ids.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "kimitok/pat_str.hpp"
#include "kimitok/utf8.hpp"
#include "reference/naive_bpe.hpp"
#include "reference/naive_splitter.hpp"
#include "support/pieces.hpp"
#include "support/real_vocabulary.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxTextBytes = 64u << 20;

// Says which pieces the three splitters find in a text, as long as they agree.
class Splitters {
 public:
  std::vector<std::string_view> agreed(std::string_view text) {
    test::split_all(scanner_, scanner_scratch_, text, 4096, ends_);
    test::split_all(pcre2_, pcre2_scratch_, text, 4096, other_ends_);
    REQUIRE(ends_ == other_ends_);
    REQUIRE(ends_ == naive_.split(text));
    std::vector<std::string_view> pieces;
    std::size_t from = 0;
    for (const std::size_t end : ends_) {
      pieces.push_back(text.substr(from, end - from));
      from = end;
    }
    return pieces;
  }

 private:
  Pretokenizer scanner_ = test::make_pretokenizer(*published_pat_str("kimi"));
  Pretokenizer pcre2_ =
      test::make_pretokenizer(*published_pat_str("kimi"), Pretokenizer::Engine::pcre2);
  Pretokenizer::Scratch scanner_scratch_{scanner_};
  Pretokenizer::Scratch pcre2_scratch_{pcre2_};
  reference::NaiveSplitter naive_;
  std::vector<std::size_t> ends_, other_ends_;
};

Tokenizer load(const std::filesystem::path& folder) {
  auto loaded = load_tokenizer({.model = folder});
  REQUIRE(loaded);
  return loaded->tokenizer;
}

// Merges each different piece of `pieces` both ways.
void check_ids(const Tokenizer& tokenizer, const std::vector<std::string_view>& pieces) {
  const MergeableRanks& ranks = tokenizer.vocabulary().ranks();
  reference::TokenIds ids;
  for (TokenId id = 0; id < ranks.end_id(); ++id) ids.emplace(ranks.bytes_of(id), id);
  const std::unordered_set<std::string_view> different(pieces.begin(), pieces.end());
  for (const std::string_view piece : different) {
    const auto token = ids.find(std::string(piece));
    const auto expected =
        token != ids.end() ? std::vector<TokenId>{token->second} : reference::merge(piece, ids);
    if (tokenizer.encode_piece(piece) != expected) FAIL_CHECK("they disagree on " << piece);
  }
}

TEST_CASE("corpus: three splitters and two mergers agree on real text") {
  const auto vocabularies = test::real_vocabularies();
  const auto corpus = test::real_corpus();
  if (!vocabularies || !corpus) return;
  const Tokenizer tokenizer = load(*vocabularies / "Kimi-K2-Instruct");
  Splitters splitters;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpus)) {
    CAPTURE(entry.path());
    const auto text = read_file(entry.path(), kMaxTextBytes);
    REQUIRE(text);
    check_ids(tokenizer, splitters.agreed(*text));
    ++files;
  }
  CHECK(files >= 6);
}

TEST_CASE("corpus: three splitters agree on every token that is text") {
  const auto vocabularies = test::real_vocabularies();
  if (!vocabularies) return;
  const Tokenizer tokenizer = load(*vocabularies / "Kimi-K2-Instruct");
  const MergeableRanks& ranks = tokenizer.vocabulary().ranks();
  Splitters splitters;
  int tokens = 0;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    if (!utf8::is_valid(ranks.bytes_of(id))) continue;
    splitters.agreed(ranks.bytes_of(id));
    ++tokens;
  }
  CHECK(tokens == 162412);
}

}  // namespace
}  // namespace kimitok
