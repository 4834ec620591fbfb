// A golden record is refused by name, or checked; and one that expects what the tokenizer gives
// passes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "verify/golden.hpp"
#include "verify/golden_check.hpp"

namespace kimitok::app {
namespace {

// Parts can ask for more text than a fuzzer has time for.
constexpr std::uint64_t kMaxTextBytes = 65536;

const LoadedTokenizer& tokenizer() {
  static const LoadedTokenizer loaded = [] {
    LoadRequest request;
    request.model = KIMITOK_TESTDATA "/kimi-small";
    auto opened = load_tokenizer(request);
    fuzz::require(opened.has_value(), "the small vocabulary loads");
    return *std::move(opened);
  }();
  return loaded;
}

void check(GoldenRecord record) {
  std::uint64_t size = 0;
  for (const GoldenPart& part : record.parts) size += part.bytes.size() * part.times;
  if (size > kMaxTextBytes) return;
  const GoldenChecker checker(tokenizer(), 1);
  const auto found = checker.check(record);
  if (!found) {
    fuzz::require(found.error().code() == ErrorCode::malformed_input, "the record is at fault");
    return;
  }
  if (*found) {
    fuzz::require((*found)->expectation < record.expectations.size(), "what differs was expected");
  }

  EncodeOptions options;
  options.invalid_utf8 = InvalidUtf8::bytes;
  const auto ids = tokenizer().tokenizer.encode(record.text(), options);
  fuzz::require(ids.has_value(), "every text has ids");
  GoldenExpectation expectation;
  expectation.value = *ids;
  record.form = GoldenRecord::Form::text;
  record.expectations = {expectation};
  record.decoded.reset();
  const auto again = checker.check(record);
  fuzz::require(again && !*again, "what the tokenizer gives is what is expected");
}

}  // namespace
}  // namespace kimitok::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  app::GoldenParser parser;
  const auto parsed = parser.parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) {
    fuzz::require(parsed.error().code() == ErrorCode::malformed_input, "the line is at fault");
    fuzz::require(!parsed.error().sentence().empty(), "the error says why");
    return 0;
  }
  if (const auto* record = std::get_if<app::GoldenRecord>(&*parsed)) app::check(*record);
  return 0;
}
