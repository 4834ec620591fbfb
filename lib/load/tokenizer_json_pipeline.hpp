// The parts of a tokenizer.json around its model: only what leaves ids alone, or can be said by a
// pattern.
#ifndef KIMITOK_LOAD_TOKENIZER_JSON_PIPELINE_HPP_
#define KIMITOK_LOAD_TOKENIZER_JSON_PIPELINE_HPP_

#include <string>

#include "json/json_document.hpp"
#include "kimitok/error.hpp"

namespace kimitok {

struct JsonPattern {
  std::string pat_str;
  bool kimi_cuts = false;
};

// Fails as parse_tokenizer_json() does.
Result<JsonPattern> read_pre_tokenizer(const JsonValue& root);

// Version, truncation, padding, normalizer, post-processor, decoder and unknown keys. Fails as
// parse_tokenizer_json() does.
Result<void> check_pipeline(const JsonValue& root);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_TOKENIZER_JSON_PIPELINE_HPP_
