#include "load/tokenizer_json_pipeline.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "json/quote.hpp"

namespace kimitok {
namespace {

// ByteLevel's own pattern. (tokenizers, src/pre_tokenizers/byte_level.rs)
constexpr std::string_view kByteLevelPattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

// How a conversion of Kimi's tokenizer imitates the cuts of its encode().
constexpr std::string_view kKimiCutLength = "400000";
constexpr std::string_view kKimiRunPattern = R"(\s{25000}|\S{25000})";

bool is_of_type(const JsonValue& value, std::string_view type) {
  const auto name = value.find("type");
  return name && name->kind() == JsonKind::string && name->text() == type;
}

Result<JsonValue> member(const JsonValue& object, std::string_view key) {
  if (const auto value = object.find(key)) return *value;
  return fail(object.malformed(fmt::format("has no {}", key)));
}

// Fails unless the flag is `wanted`; where it is absent it counts as `absent` if that is given.
Result<void> require_flag(const JsonValue& object, std::string_view key, bool wanted,
                          std::optional<bool> absent = {}) {
  const auto found = object.find(key);
  if (!found && absent) {
    if (*absent == wanted) return {};
    return fail(
        Error(ErrorCode::model_unsupported,
              fmt::format("{} has no {}, which cannot be reproduced exactly", object.path(), key)));
  }
  auto value = member(object, key);
  if (!value) return fail(std::move(value).error());
  auto flag = value->as_boolean();
  if (!flag) return fail(std::move(flag).error());
  if (*flag != wanted) return fail(value->unsupported());
  return {};
}

Result<void> check_byte_level(const JsonValue& value, bool use_regex) {
  if (!is_of_type(value, "ByteLevel")) return fail(value.unsupported());
  if (auto ok = require_flag(value, "add_prefix_space", false); !ok) return ok;
  return require_flag(value, "use_regex", use_regex, true);
}

// The pattern of a Split that behaves as told.
Result<std::string_view> read_split(const JsonValue& value, std::string_view behavior) {
  if (!is_of_type(value, "Split")) return fail(value.unsupported());
  auto how = member(value, "behavior");
  if (!how) return fail(std::move(how).error());
  if (how->kind() != JsonKind::string || how->text() != behavior) return fail(how->unsupported());
  if (auto ok = require_flag(value, "invert", false); !ok) return fail(std::move(ok).error());
  auto pattern = member(value, "pattern");
  if (!pattern) return fail(std::move(pattern).error());
  const auto regex = pattern->find("Regex");
  if (!regex) {
    return fail(Error(
        ErrorCode::model_unsupported,
        fmt::format("{} is not a Regex, which cannot be reproduced exactly", pattern->path())));
  }
  return regex->as_string();
}

Result<void> check_kimi_cuts(const JsonValue& fixed_length, const JsonValue& runs) {
  auto length = member(fixed_length, "length");
  if (!length) return fail(std::move(length).error());
  if (length->text() != kKimiCutLength) return fail(length->unsupported());
  auto pattern = read_split(runs, "MergedWithPrevious");
  if (!pattern) return fail(std::move(pattern).error());
  if (*pattern != kKimiRunPattern) return fail(runs.find("pattern")->find("Regex")->unsupported());
  return {};
}

// Whether there is something like {1,3}+. Oniguruma, which runs these patterns, takes the plus for
// another repetition; everywhere else it makes the count possessive.
bool has_plus_after_count(std::string_view pattern) {
  for (std::size_t end = pattern.find("}+"); end != pattern.npos;
       end = pattern.find("}+", end + 1)) {
    const std::size_t brace = pattern.find_last_not_of("0123456789,", end - 1);
    if (end > 0 && brace != pattern.npos && pattern[brace] == '{' && brace + 1 < end) return true;
  }
  return false;
}

Result<JsonPattern> read_steps(const std::vector<JsonValue>& steps, const JsonValue& list) {
  if (steps.size() == 1) {
    if (auto ok = check_byte_level(steps[0], true); !ok) return fail(std::move(ok).error());
    return JsonPattern{std::string(kByteLevelPattern), false};
  }
  const bool kimi_cuts = steps.size() == 4 && is_of_type(steps[0], "FixedLength");
  if (kimi_cuts) {
    if (auto ok = check_kimi_cuts(steps[0], steps[1]); !ok) return fail(std::move(ok).error());
  } else if (steps.size() != 2) {
    return fail(Error(ErrorCode::model_unsupported,
                      fmt::format("{} has {} steps, which cannot be reproduced exactly",
                                  list.path(), steps.size())));
  }
  const JsonValue& split = steps[steps.size() - 2];
  auto pattern = read_split(split, "Isolated");
  if (!pattern) return fail(std::move(pattern).error());
  if (has_plus_after_count(*pattern)) {
    return fail(split.find("pattern")->find("Regex")->unsupported());
  }
  if (auto ok = check_byte_level(steps.back(), false); !ok) return fail(std::move(ok).error());
  return JsonPattern{std::string(*pattern), kimi_cuts};
}

bool is_empty_sequence(const JsonValue& value, std::string_view list) {
  const auto steps = value.find(list);
  return is_of_type(value, "Sequence") && steps && steps->kind() == JsonKind::array &&
         steps->size() == 0;
}

// Whether a TemplateProcessing leaves a single text as it is.
bool adds_nothing(const JsonValue& processor) {
  const auto single = processor.find("single");
  if (!single || single->kind() != JsonKind::array || single->size() != 1) return false;
  const auto sequence = (*single->begin()).find("Sequence");
  return sequence && sequence->kind() == JsonKind::object;
}

// Adding tokens is all that post-processors do to ids; ByteLevel's only moves offsets.
Result<void> check_post_processor(const JsonValue& processor) {
  if (is_of_type(processor, "ByteLevel")) return {};
  if (is_of_type(processor, "TemplateProcessing") && adds_nothing(processor)) return {};
  const auto steps = processor.find("processors");
  if (!is_of_type(processor, "Sequence") || !steps || steps->kind() != JsonKind::array) {
    return fail(processor.unsupported());
  }
  for (const JsonValue step : *steps) {
    if (auto ok = check_post_processor(step); !ok) return ok;
  }
  return {};
}

Result<void> check_keys(const JsonValue& root) {
  constexpr std::array<std::string_view, 9> kKnown = {
      "version",       "truncation",     "padding", "added_tokens", "normalizer",
      "pre_tokenizer", "post_processor", "decoder", "model"};
  for (const JsonValue value : root) {
    if (std::find(kKnown.begin(), kKnown.end(), value.key()) == kKnown.end()) {
      return fail(value.unsupported());
    }
  }
  return {};
}

}  // namespace

Result<JsonPattern> read_pre_tokenizer(const JsonValue& root) {
  auto value = member(root, "pre_tokenizer");
  if (!value) return fail(std::move(value).error());
  if (!is_of_type(*value, "Sequence")) return read_steps({*value}, *value);
  auto list = member(*value, "pretokenizers");
  if (!list) return fail(std::move(list).error());
  if (auto ok = list->expect(JsonKind::array); !ok) return fail(std::move(ok).error());
  std::vector<JsonValue> steps;
  for (const JsonValue step : *list) steps.push_back(step);
  return read_steps(steps, *list);
}

Result<void> check_pipeline(const JsonValue& root) {
  if (auto ok = check_keys(root); !ok) return ok;
  if (const auto version = root.find("version")) {
    if (version->kind() != JsonKind::string || version->text() != "1.0") {
      return fail(version->unsupported());
    }
  }
  for (const std::string_view key : {"truncation", "padding"}) {
    if (const auto value = root.find_set(key)) return fail(value->unsupported());
  }
  if (const auto normalizer = root.find_set("normalizer")) {
    if (!is_empty_sequence(*normalizer, "normalizers")) return fail(normalizer->unsupported());
  }
  if (const auto processor = root.find_set("post_processor")) {
    if (auto ok = check_post_processor(*processor); !ok) return ok;
  }
  auto decoder = member(root, "decoder");
  if (!decoder) return fail(std::move(decoder).error());
  if (!is_of_type(*decoder, "ByteLevel")) return fail(decoder->unsupported());
  return {};
}

}  // namespace kimitok
