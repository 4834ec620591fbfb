// A kimitok.lock is refused with a presentable error, or read so that writing it is canonical.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "kimitok/pins.hpp"

namespace {

void require_presentable(const kimitok::Error& error) {
  using kimitok::fuzz::require;
  require(error.code() == kimitok::ErrorCode::pins_invalid, "the pins are at fault");
  const std::string& sentence = error.sentence();
  require(
      !sentence.empty() && std::none_of(sentence.begin(), sentence.end(),
                                        [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }),
      "the sentence is one printable line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const auto strict = Pins::parse(json, Pins::UnknownKeys::refuse);
  const auto lenient = Pins::parse(json, Pins::UnknownKeys::ignore);
  if (!strict) require_presentable(strict.error());
  if (!lenient) {
    require_presentable(lenient.error());
    fuzz::require(!strict, "what is refused at all is refused under either rule");
    return 0;
  }
  const std::string written = lenient->json();
  // Escapes make a text longer than the one that was read.
  if (written.size() > Pins::kMaxBytes) return 0;
  const auto again = Pins::parse(written, Pins::UnknownKeys::refuse);
  fuzz::require(again.has_value(), "what was written is read");
  fuzz::require(again->artifacts() == lenient->artifacts(), "nothing is lost in writing");
  fuzz::require(again->json() == written, "what was written is canonical");
  return 0;
}
