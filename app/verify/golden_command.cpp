#include "verify/golden_command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "verify/shell_word.hpp"

namespace kimitok::app {
namespace {

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

}  // namespace

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
    case GoldenRecord::Form::text:
      if (const std::string text = record.text(); is_plain(text)) {
        return fmt::format("{} --text={}", command, shell_word(text));
      }
      return fmt::format("sed -n {}p {} | {} --jsonl", line, shell_word(file), command);
    case GoldenRecord::Form::base64:
      return fmt::format("{} | {} --invalid-utf8 bytes", printing_command(record.text()), command);
    case GoldenRecord::Form::parts:
    case GoldenRecord::Form::piece:
      break;
  }
  return fmt::format(
      "sed -n {}p {} | python3 -c 'import json,sys; sys.stdout.buffer.write("
      "\"\".join(s * n for s, n in json.loads(sys.stdin.buffer.read())[\"parts\"]).encode())' | {}",
      line, shell_word(file), command);
}

}  // namespace kimitok::app
