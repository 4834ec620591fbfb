#include "verify/golden_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxTextInCommand = 200;

// `word` as a shell reads it back. Without backslashes, which Messages would double.
std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=@:,%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) {
    return std::string(word);
  }
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\"'\"'") : std::string(1, c);
  return quoted + '\'';
}

// Whether Messages shows `text` as it is.
bool is_plain(std::string_view text) {
  return text.size() <= kMaxTextInCommand && utf8::is_valid(text) && escaped(text) == text;
}

std::string special_flag(const GoldenExpectation& expectation) {
  switch (expectation.special) {
    case SpecialMode::none:
      return "none";
    case SpecialMode::some:
      return fmt::format("{}", fmt::join(expectation.special_names, ","));
    case SpecialMode::all:
    case SpecialMode::error:
      break;
  }
  return "all";
}

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// "expected 4 tokens: 64 "a", >> 65 "b" <<"
std::string shown(std::string_view what, const GoldenWindow& window, std::uint64_t index) {
  const bool ids =
      std::ranges::all_of(window.tokens, [](const auto& t) { return t.id.has_value(); });
  std::string line = fmt::format("  {} {} {}, from {}:", what, window.total,
                                 ids ? "tokens" : "pieces", window.begin);
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    const GoldenToken& token = window.tokens[i];
    const std::string id = token.id ? fmt::format("{} ", *token.id) : std::string();
    const bool differs = window.begin + i == index;
    line +=
        fmt::format("{}{}\"{}\"{}", differs ? " >> " : " ", id, token.bytes, differs ? " <<" : "");
  }
  if (index >= window.total) line += " >> end <<";
  return line;
}

std::string json_bytes(std::string_view bytes) {
  if (utf8::is_valid(bytes)) return "\"text\":" + json_string(bytes);
  return "\"base64\":\"" + encode_base64(bytes) + '"';
}

std::string json_window(const GoldenWindow& window) {
  std::string tokens;
  for (const GoldenToken& token : window.tokens) {
    if (!tokens.empty()) tokens += ',';
    const std::string id = token.id ? fmt::format("\"id\":{},", *token.id) : std::string();
    tokens += '{' + id + json_bytes(token.bytes) + '}';
  }
  return fmt::format("{{\"total\":{},\"begin\":{},\"tokens\":[{}]}}", window.total, window.begin,
                     tokens);
}

std::string json_text(std::string_view text) { return json_string(utf8::replace_ill_formed(text)); }

std::string json_failure(const GoldenFailure& failure) {
  const GoldenMismatch& mismatch = failure.mismatch;
  std::string json =
      fmt::format("{{\"file\":{},\"line\":{}", json_text(failure.file), failure.line);
  if (!failure.name.empty()) json += ",\"name\":" + json_text(failure.name);
  json += fmt::format(",\"check\":{},\"problem\":{}", json_text(failure.check),
                      json_text(mismatch.sentence));
  if (mismatch.index) json += fmt::format(",\"index\":{}", *mismatch.index);
  if (mismatch.byte) json += fmt::format(",\"byte\":{}", *mismatch.byte);
  if (mismatch.index) {
    json += fmt::format(",\"expected\":{},\"actual\":{}", json_window(mismatch.expected),
                        json_window(mismatch.actual));
  }
  return json + fmt::format(",\"command\":{}}}", json_text(failure.command));
}

}  // namespace

std::string model_flags(const cli::GlobalArgs& global) {
  std::string flags;
  const auto add = [&flags](std::string_view flag, const std::string& value) {
    if (!value.empty()) flags += fmt::format(" {} {}", flag, shell_word(value));
  };
  add("-m", global.model);
  add("--tiktoken-model", global.tiktoken_model);
  add("--tokenizer-config", global.tokenizer_config);
  add("--pattern", global.pattern.value_or(""));
  add("--special-tokens", global.special_tokens);
  return flags;
}

std::string reproducing_command(const GoldenRecord& record, const GoldenExpectation& expectation,
                                const std::string& file, std::uint64_t line,
                                Chunking model_chunking, const std::string& flags) {
  const bool pieces = std::holds_alternative<std::vector<std::string>>(expectation.value);
  if (record.form == GoldenRecord::Form::piece) {
    return fmt::format("kimitok verify{} --golden {}", flags, shell_word(file));
  }
  const std::string command =
      pieces ? fmt::format("kimitok inspect{} --pretokens", flags)
             : fmt::format("kimitok encode{} --special {} --chunking {}", flags,
                           shell_word(special_flag(expectation)),
                           name_of(expectation.chunking.value_or(model_chunking)));
  switch (record.form) {
    case GoldenRecord::Form::text: {
      if (const std::string text = record.text(); is_plain(text)) {
        return fmt::format("{} --text={}", command, shell_word(text));
      }
      return fmt::format("sed -n {}p {} | {} --jsonl", line, shell_word(file), command);
    }
    case GoldenRecord::Form::base64:
      return fmt::format("printf %s {} | base64 -d | {} --invalid-utf8 bytes",
                         encode_base64(record.text()), command);
    case GoldenRecord::Form::parts:
    case GoldenRecord::Form::piece:
      break;
  }
  return fmt::format(
      "sed -n {}p {} | python3 -c 'import json,sys; sys.stdout.buffer.write("
      "\"\".join(s * n for s, n in json.loads(sys.stdin.buffer.read())[\"parts\"]).encode())' | {}",
      line, shell_word(file), command);
}

std::vector<std::string> explanation(const GoldenFailure& failure) {
  std::vector<std::string> lines;
  if (failure.mismatch.index) {
    lines.push_back(shown("expected", failure.mismatch.expected, *failure.mismatch.index));
    lines.push_back(shown("actual", failure.mismatch.actual, *failure.mismatch.index));
  }
  lines.push_back("  to see it: " + failure.command);
  return lines;
}

std::string summary(const GoldenTally& tally) {
  std::string text =
      fmt::format("{} passed, {} failed", with_commas(tally.passed), with_commas(tally.failed));
  if (tally.other_profile != 0) {
    text += fmt::format(", {} of another profile not checked", with_commas(tally.other_profile));
  }
  return text;
}

std::string json_report(const GoldenTally& tally, const std::vector<GoldenFailure>& failures) {
  std::string list;
  for (const GoldenFailure& failure : failures) {
    if (!list.empty()) list += ',';
    list += json_failure(failure);
  }
  return fmt::format(
      "{{\"schema\":1,\"passed\":{},\"failed\":{},\"other_profile\":{},\"failures\":[{}]}}\n",
      tally.passed, tally.failed, tally.other_profile, list);
}

}  // namespace kimitok::app
