#include "verify/self_check.hpp"

#include <fmt/core.h>

#include <numeric>

#include "verify/loaded_files.hpp"
#include "verify/pieces.hpp"

namespace kimitok::app {
namespace {

constexpr TokenId kKimiSlots = 256;
constexpr std::size_t kLongestRun = 25'000;  // code points of one kind before Chunking::kimi cuts

// Letters of all five classes, Han, marks, digits and other numbers, punctuation, symbols, blanks
// of several kinds, line ends, control and unassigned characters, inside and outside the BMP.
constexpr std::string_view kSample =
    "It's 1234 HeLLo's wOrld \u01C5 \u02B0 \u05D0\u05D1 \u4E2D\u6587\u3007 e\u0301 \u0661\u0662 "
    "\u2167 \u00BD, (a-b)_c! $\u20AC+= \u00A9 \t x\u00A0\u3000y\n\n  z\r\n\x01\x7F\u200B\uFEFF"
    "\U0001F600\u200D\U0001F9D1 \U00020000\U0002A6D6 \u0378\uE000\U0010FFFF  \n ";

std::string checked_bytes(const Vocabulary& vocabulary) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    const TokenId id = vocabulary.ranks().id_of_byte(static_cast<unsigned char>(byte));
    if (vocabulary.bytes_of(id) != text || vocabulary.ranks().find(text) != id) {
      return fmt::format("the byte {:#04x} is not", byte);
    }
  }
  return {};
}

std::string checked_ranks(const MergeableRanks& ranks) {
  if (ranks.is_dense()) return {};
  return fmt::format("there are {} of them below {}", ranks.size(), ranks.end_id());
}

std::string checked_slots(const Vocabulary& vocabulary) {
  const auto& specials = vocabulary.specials().all();
  const TokenId first = vocabulary.ranks().end_id();
  if (specials.size() != kKimiSlots) return fmt::format("there are {}", specials.size());
  for (TokenId i = 0; i < kKimiSlots; ++i) {
    if (specials[i].id != first + i) {
      return fmt::format("number {} has the id {}, not {}", i, specials[i].id, first + i);
    }
  }
  return {};
}

std::string checked_reserved_names(const Vocabulary& vocabulary) {
  for (const SpecialToken& token : vocabulary.specials().all()) {
    const std::string name = fmt::format("<|reserved_token_{}|>", token.id);
    if (token.reserved && token.name != name) {
      return fmt::format("{} is called {}", token.id, token.name);
    }
  }
  return {};
}

std::string checked_vocab_size(const LoadedTokenizer& loaded) {
  const TokenId end = loaded.tokenizer.vocabulary().end_id();
  if (end <= *loaded.config_vocab_size) return {};
  return fmt::format("the highest is {}, and vocab_size {}", end - 1, *loaded.config_vocab_size);
}

std::string checked_pattern(const Tokenizer& tokenizer) {
  const auto pieces = pieces_of(tokenizer.pretokenizer(), kSample);
  if (!pieces) return pieces.error().message();
  const std::string joined = std::accumulate(pieces->begin(), pieces->end(), std::string());
  return joined == kSample ? "" : "its pieces are not the text they are from";
}

// A letter more than the longest run makes two parts, which are tokenized apart.
std::string checked_cuts(const Tokenizer& tokenizer) {
  EncodeOptions uncut;
  uncut.chunking = Chunking::none;
  const auto before = tokenizer.encode(std::string(kLongestRun, 'a'), uncut);
  const auto after = tokenizer.encode("a", uncut);
  const auto all = tokenizer.encode(std::string(kLongestRun + 1, 'a'), {});
  if (!before || !after || !all) return "a long run of letters has no ids";
  std::vector<TokenId> expected = *before;
  expected.insert(expected.end(), after->begin(), after->end());
  return *all == expected ? "" : "a run of 25,001 letters is cut elsewhere";
}

std::string checked_sample(const LoadedTokenizer& loaded) {
  EncodeOptions options;
  options.chunking = loaded.chunking;
  std::string text(kSample);
  for (const SpecialToken& token : loaded.tokenizer.vocabulary().specials().all()) {
    text += token.name;
  }
  const auto ids = loaded.tokenizer.encode(text, options);
  if (!ids) return ids.error().message();
  const auto decoded = loaded.tokenizer.decode(*ids);
  if (!decoded) return decoded.error().message();
  return *decoded == text ? "" : "another text comes back";
}

std::string checked_profile(const LoadedTokenizer& loaded, const KnownModel& known) {
  if (loaded.profile() == known.profile) return {};
  return fmt::format("they are those of {}, and {} has those of {}", name_of(loaded.profile()),
                     known.repo, name_of(known.profile));
}

std::string checked_hash(const LoadedTokenizer& loaded) {
  const auto sha256 = tiktoken_model_sha256(loaded);
  if (!sha256) return sha256.error().message();
  if (*sha256 == kKimiModelSha256) return {};
  return fmt::format("its SHA-256 is {}, not {}", *sha256, kKimiModelSha256);
}

}  // namespace

std::vector<SelfCheck> self_check(const LoadedTokenizer& loaded, const KnownModel* known) {
  const Vocabulary& vocabulary = loaded.tokenizer.vocabulary();
  const bool is_kimi = loaded.kind == ModelKind::kimi;
  std::vector<SelfCheck> checks;
  checks.push_back({"bytes: each of the 256 is a token", checked_bytes(vocabulary)});
  if (is_kimi) {
    checks.push_back({"ranks: from 0 without gaps", checked_ranks(vocabulary.ranks())});
    checks.push_back({"specials: 256 from the number of ranks", checked_slots(vocabulary)});
    checks.push_back(
        {"specials: reserved ones are named by their ids", checked_reserved_names(vocabulary)});
  }
  if (loaded.config_vocab_size) {
    checks.push_back({"ids: inside config.json's vocab_size", checked_vocab_size(loaded)});
  }
  checks.push_back({"pattern: covers every class", checked_pattern(loaded.tokenizer)});
  if (loaded.chunking == Chunking::kimi) {
    checks.push_back({"cuts: after 25,000 letters", checked_cuts(loaded.tokenizer)});
  }
  checks.push_back({"decode: gives back what was encoded", checked_sample(loaded)});
  if (known != nullptr && known->profile != SpecialProfile::other) {
    checks.push_back({"specials: named as the repository's", checked_profile(loaded, *known)});
  }
  if (known != nullptr && tiktoken_model_of(loaded) != nullptr) {
    checks.push_back({"tiktoken.model: the one Kimi models share", checked_hash(loaded)});
  }
  return checks;
}

}  // namespace kimitok::app
