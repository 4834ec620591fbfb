// However ids are grouped, a DecodeStream gives what it gives for the whole, and that is what
// Python's decoder makes of the joined bytes.
//
//   input = options, groups, ids: one byte, one byte, two bytes each
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "kimitok/decode_stream.hpp"
#include "reference/naive_utf8.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

const Tokenizer& tokenizer() {
  static const Tokenizer tiny = test::tiny_tokenizer();
  return tiny;
}

DecodeOptions options_of(unsigned byte) {
  DecodeOptions options;
  options.errors = static_cast<DecodeErrors>(byte % 3);
  if (byte & 0x20) options.skip = {270, 280};
  if (byte & 0x40) options.stop = {281, test::id_of_byte('\xFF')};
  options.include_stop = (byte & 0x80) != 0;
  return options;
}

struct Decoded {
  std::string text, failure;
  bool operator==(const Decoded&) const = default;
};

Decoded decode(const std::vector<TokenId>& ids, const DecodeOptions& options, std::size_t group) {
  DecodeStream stream(tokenizer(), options);
  Decoded decoded;
  for (std::size_t at = 0; at < ids.size(); at += group) {
    const std::size_t size = std::min(group, ids.size() - at);
    if (auto done = stream.write(std::span(ids).subspan(at, size), decoded.text); !done) {
      fuzz::require(
          done.error().code() == ErrorCode::unknown_token || options.errors == DecodeErrors::strict,
          "only an unknown id and strictness are failures");
      decoded.failure = done.error().sentence();
      return decoded;
    }
  }
  if (auto done = stream.finish(decoded.text); !done) decoded.failure = done.error().sentence();
  return decoded;
}

void check(const std::vector<TokenId>& ids, const DecodeOptions& options, std::size_t group) {
  const Decoded whole = decode(ids, options, ids.size() + 1);
  fuzz::require(decode(ids, options, group) == whole, "groups give the same text");
  fuzz::require(decode(ids, options, 1) == whole, "one id at a time gives the same text");
  DecodeOptions as_bytes = options;
  as_bytes.errors = DecodeErrors::bytes;
  const Decoded bytes = decode(ids, as_bytes, group);
  if (!bytes.failure.empty()) return;
  const std::string replaced = reference::decode_replacing(bytes.text);
  if (options.errors == DecodeErrors::replace) {
    fuzz::require(whole.text == replaced, "replacing is Python's");
  }
  if (options.errors == DecodeErrors::strict) {
    fuzz::require(whole.failure.empty() == (bytes.text == replaced), "strict refuses the rest");
  }
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Nothing in a stream depends on what is further away than a character's four bytes.
  if (size < 2 || size > 512) return 0;
  std::vector<kimitok::TokenId> ids;
  for (std::size_t i = 2; i + 1 < size; i += 2) {
    ids.push_back((data[i] * 256u + data[i + 1]) %
                  (kimitok::tokenizer().vocabulary().end_id() + 2));
  }
  kimitok::check(ids, kimitok::options_of(data[0]), data[1] % 7 + 1u);
  return 0;
}
