#include "record_json.hpp"

#include <fmt/core.h>
#include <simdjson.h>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

namespace dom = simdjson::dom;

Failure malformed(std::string sentence) {
  return fail(ErrorCode::malformed_input, std::move(sentence));
}

Failure not_json(simdjson::error_code error) {
  const ErrorCode code =
      error == simdjson::UTF8_ERROR ? ErrorCode::invalid_utf8 : ErrorCode::malformed_input;
  return fail(code, fmt::format("not JSON: {}", simdjson::error_message(error)));
}

Result<SegmentRecord> segment_of(dom::element element) {
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return malformed("a segment is not an object");
  SegmentRecord segment;
  bool has_text = false;
  bool has_special = false;
  for (const auto& [key, value] : object) {
    if (key == "text" && !has_text) {
      std::string_view text;
      if (value.get(text) != simdjson::SUCCESS)
        return malformed("a segment's \"text\" is not a string");
      segment.text = text;
      has_text = true;
    } else if (key == "special" && !has_special) {
      if (value.get(segment.special) != simdjson::SUCCESS) {
        return malformed("a segment's \"special\" is neither true nor false");
      }
      has_special = true;
    } else {
      return malformed(
          fmt::format("a segment has {} where \"text\" and \"special\" are expected once each",
                      json_string(key)));
    }
  }
  if (!has_text) return malformed("a segment has no \"text\"");
  return segment;
}

}  // namespace

struct RecordJson::Parser {
  dom::parser parser;

  Result<dom::element> parse(std::string_view line) {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos)
      return malformed("the line is empty");
    dom::element element;
    // simdjson wants room after the text; the copy it makes is the price of lines in any memory.
    if (const auto error = parser.parse(line.data(), line.size(), true).get(element))
      return not_json(error);
    return element;
  }
};

RecordJson::RecordJson() : parser_(std::make_unique<Parser>()) {}
RecordJson::~RecordJson() = default;

Result<TextRecord> RecordJson::text(std::string_view line, std::string_view field, bool keep) {
  const auto element = parser_->parse(line);
  if (!element) return fail(element.error());
  TextRecord record;
  std::string_view text;
  if (element->get(text) == simdjson::SUCCESS) {
    record.text = text;
    return record;
  }
  dom::object object;
  if (element->get(object) != simdjson::SUCCESS) return malformed("neither an object nor a string");
  bool found = false;
  for (const auto& [key, value] : object) {
    if (key != field) {
      if (keep) {
        record.kept += fmt::format("{}{}:{}", record.kept.empty() ? "" : ",", json_string(key),
                                   std::string(simdjson::minify(value)));
      }
      continue;
    }
    if (found) return malformed(fmt::format("the member {} comes twice", json_string(field)));
    if (value.get(text) != simdjson::SUCCESS) {
      return malformed(fmt::format("the member {} is not a string", json_string(field)));
    }
    record.text = text;
    found = true;
  }
  if (!found) return malformed(fmt::format("there is no member {}", json_string(field)));
  return record;
}

Result<std::vector<SegmentRecord>> RecordJson::segments(std::string_view line) {
  const auto element = parser_->parse(line);
  if (!element) return fail(element.error());
  dom::array array;
  if (element->get(array) != simdjson::SUCCESS) return malformed("not an array of segments");
  std::vector<SegmentRecord> segments;
  for (const dom::element item : array) {
    auto segment = segment_of(item);
    if (!segment) return fail(std::move(segment).error());
    segments.push_back(*std::move(segment));
  }
  return segments;
}

}  // namespace kimitok::app
