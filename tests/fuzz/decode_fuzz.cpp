// However ids are grouped, and with or without slots, a DecodeStream gives what the naive decoder
// gives for the whole.
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
#include "reference/naive_decoder.hpp"
#include "support/decode_much.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

const Tokenizer& tokenizer() {
  static const Tokenizer with_slots = [] {
    Tokenizer tiny = test::tiny_tokenizer();
    fuzz::require(test::build_slots(tiny, test::id_of_byte('a')), "a is a token");
    return tiny;
  }();
  return with_slots;
}

// One that has decoded too little to have slots: it is made anew from time to time.
const Tokenizer& plain_tokenizer() {
  static Tokenizer tiny = test::tiny_tokenizer();
  static int used = 0;
  if (++used % 50 == 0) tiny = test::tiny_tokenizer();
  return tiny;
}

DecodeOptions options_of(unsigned byte) {
  DecodeOptions options;
  options.errors = static_cast<DecodeErrors>(byte % 3);
  if (byte & 0x20) options.skip = {270, 280, 284};
  if (byte & 0x40) options.stop = {281, test::id_of_byte('\xFF')};
  options.include_stop = (byte & 0x80) != 0;
  return options;
}

using reference::Decoded;

Decoded decode(DecodeStream& stream, const std::vector<TokenId>& ids, DecodeErrors errors,
               std::size_t group) {
  Decoded decoded;
  Result<void> done;
  for (std::size_t at = 0; done && at < ids.size(); at += group) {
    const std::size_t size = std::min(group, ids.size() - at);
    done = stream.write(std::span(ids).subspan(at, size), decoded.text);
  }
  std::string ignored;
  auto finished = stream.finish(done ? decoded.text : ignored);
  if (done) done = std::move(finished);
  if (done) return decoded;
  fuzz::require(done.error().code() == ErrorCode::unknown_token || errors == DecodeErrors::strict,
                "only an unknown id and strictness are failures");
  decoded.failure = done.error().sentence();
  return decoded;
}

void check(const std::vector<TokenId>& ids, const DecodeOptions& options, std::size_t group) {
  const Decoded expected = reference::decode(tokenizer().vocabulary(), ids, options);
  DecodeStream with_slots(tokenizer(), options);
  fuzz::require(test::use_slots(with_slots, test::id_of_byte('a')), "a is a token");
  DecodeStream without(plain_tokenizer(), options);
  for (DecodeStream* stream : {&with_slots, &without}) {
    for (const std::size_t size : {ids.size() + 1, group, std::size_t{1}}) {
      fuzz::require(decode(*stream, ids, options.errors, size) == expected,
                    "every grouping gives what joining the bytes gives");
    }
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
