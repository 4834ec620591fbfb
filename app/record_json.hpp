// The JSON of one record, for --jsonl and --segments.
#ifndef KIMITOK_APP_RECORD_JSON_HPP_
#define KIMITOK_APP_RECORD_JSON_HPP_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"

namespace kimitok::app {

struct TextRecord {
  std::string text;
  std::string kept;  // the other members, in their order, as compact JSON without the braces
};

struct SegmentRecord {
  std::string text;
  bool special = false;
};

// Keeps the parser's memory from line to line. Failures are `malformed_input`, or `invalid_utf8`
// where the line is not UTF-8, without a position.
class RecordJson {
 public:
  RecordJson();
  ~RecordJson();

  // A JSON string, or an object whose member `field` is one.
  Result<TextRecord> text(std::string_view line, std::string_view field, bool keep);

  // An array of {"text": string, "special": bool}; "special" missing means false.
  Result<std::vector<SegmentRecord>> segments(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_JSON_HPP_
