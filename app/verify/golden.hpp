// Golden records: texts with the ids the reference tokenizer gives for them. JSON Lines.
//
// An optional header on the first line: {"kimitok_golden": 1, "tiktoken_model_sha256": "...",
// "chunking": "...", ...}. The vocabulary the records are for, and what "chunking" is where a
// record does not say.
//
// A record has one of these, the text:
//   "text": "..."               "b64": "..." (base64)
//   "parts": [["a", 24998], ["[BOS]", 1]]      each repeated so often
//   "bytes_hex": "..."          one piece: not split, no special tokens; only with "ids"
// and at least one of these, what is expected:
//   "ids": [...]
//   "ids_ordinary": [...]       as "ids", with "special": "none"
//   "tokens": 3, "ids_u32le_sha256": "..."     the number of ids, and the digest of them as u32
//   "modes": {"direct": {"tokens", "ids_u32le_sha256"}, ...}   see kGoldenModes
//   "pieces": ["...", ...]      how the text is split
// It may have: "special" ("all", which is the default, "none", or an array of names), "chunking"
// ("kimi", "none", "transformers"; default: the header's, else the model's own), "decoded" (what
// the ids decode to, if not the text), "name", "profile" (the model's directory name). Other
// members mean nothing.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_HPP_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok::app {

struct GoldenDigest {
  std::uint64_t tokens = 0;
  std::string sha256;

  bool operator==(const GoldenDigest&) const = default;
};

struct GoldenExpectation {
  std::string key;  // the member it is from: "ids", "modes.direct"
  SpecialMode special = SpecialMode::all;
  std::vector<std::string> special_names;  // for SpecialMode::some
  std::optional<Chunking> chunking;        // none: the header's, else the model's own
  std::variant<std::vector<TokenId>, GoldenDigest, std::vector<std::string>> value;
};

struct GoldenMode {
  std::string_view name;
  SpecialMode special;
  Chunking chunking;
};
inline constexpr GoldenMode kGoldenModes[] = {
    {"tiktoken", SpecialMode::all, Chunking::none},
    {"ordinary", SpecialMode::none, Chunking::none},
    {"direct", SpecialMode::all, Chunking::kimi},
    {"none", SpecialMode::none, Chunking::kimi},
    {"serving", SpecialMode::all, Chunking::transformers},
};

struct GoldenPart {
  std::string bytes;
  std::uint64_t times = 1;
};

struct GoldenRecord {
  enum class Form { text, base64, parts, piece };

  Form form = Form::text;
  std::vector<GoldenPart> parts;
  std::vector<GoldenExpectation> expectations;
  std::optional<std::string> decoded;
  std::string name;  // empty: none
  std::optional<std::string> profile;

  std::string text() const;

  static constexpr std::uint64_t kMaxTextBytes = std::uint64_t{1} << 30;
};

struct GoldenHeader {
  std::optional<std::string> tiktoken_model_sha256;
  std::optional<Chunking> chunking;
};

// Keeps the parser's memory from line to line.
class GoldenParser {
 public:
  GoldenParser();
  ~GoldenParser();

  // Fails with `malformed_input`, without a position, on what is not described above: the member
  // is named.
  Result<std::variant<GoldenHeader, GoldenRecord>> parse(std::string_view line);

 private:
  struct Json;
  std::unique_ptr<Json> json_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_HPP_
