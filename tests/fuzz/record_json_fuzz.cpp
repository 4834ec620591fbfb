// A record of JSON is refused with an error, or read so that writing it again gives the same
// record.
//
//   input = options, line: one byte, the rest
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "escaped.hpp"
#include "fuzz/require.hpp"
#include "kimitok/utf8.hpp"
#include "record_json.hpp"

namespace kimitok::app {
namespace {

void require_malformed(const Error& error) {
  fuzz::require(
      error.code() == ErrorCode::malformed_input || error.code() == ErrorCode::invalid_utf8,
      "the line is at fault");
  fuzz::require(error.position().line == 0 && !error.position().byte, "the error has no place");
  fuzz::require(!error.sentence().empty() && error.sentence().find('\n') == std::string::npos,
                "the sentence is one line");
}

bool same(const TextRecord& one, const TextRecord& other) {
  return one.text == other.text && one.kept == other.kept;
}

void check_text(RecordJson& used, std::string_view line, std::string_view field) {
  const auto record = used.text(line, field, true);
  const auto bare = RecordJson().text(line, field, false);
  fuzz::require(record.has_value() == bare.has_value(), "keeping members accepts the same lines");
  if (!record) {
    require_malformed(record.error());
    fuzz::require(record.error().message() == bare.error().message(), "the errors are the same");
    return;
  }
  fuzz::require(utf8::is_valid(record->text), "the text is UTF-8");
  fuzz::require(bare->text == record->text && bare->kept.empty(), "the texts are the same");
  fuzz::require(record->kept.find('\n') == std::string::npos, "what is kept is one line");

  const std::string member = json_string(field) + ':' + json_string(record->text);
  const std::string comma = record->kept.empty() ? "" : ",";
  for (const std::string& written :
       {'{' + member + comma + record->kept + '}', '{' + record->kept + comma + member + '}'}) {
    const auto again = used.text(written, field, true);
    fuzz::require(again && same(*again, *record), "what is kept is JSON and is kept again");
  }
}

std::string written(const std::vector<SegmentRecord>& segments) {
  std::string json = "[";
  for (const SegmentRecord& segment : segments) {
    if (json.size() > 1) json += ", ";
    json += "{\"text\": " + json_string(segment.text);
    if (segment.special) json += ", \"special\": true";
    json += '}';
  }
  return json + ']';
}

void check_segments(RecordJson& used, std::string_view line) {
  const auto segments = used.segments(line);
  if (!segments) {
    require_malformed(segments.error());
    return;
  }
  for (const SegmentRecord& segment : *segments) {
    fuzz::require(utf8::is_valid(segment.text), "a segment's text is UTF-8");
  }
  const std::string json = written(*segments);
  const auto again = used.segments(json);
  fuzz::require(again && written(*again) == json, "segments are read as they are written");
  fuzz::require(again->size() == segments->size(), "no segment is lost");
}

}  // namespace
}  // namespace kimitok::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kimitok;
  constexpr std::string_view kFields[] = {"text", "", "a \"b\"\\\n", "\xC3\xA9"};
  // Longer lines only repeat what short ones show.
  if (size < 1 || size > 65536) return 0;
  const std::string_view line(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Used for all lines: what one leaves behind must not change how the next is read.
  static app::RecordJson used;
  app::check_text(used, line, kFields[data[0] % std::size(kFields)]);
  app::check_segments(used, line);
  return 0;
}
