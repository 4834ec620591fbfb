#include "verify/check_report.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

using Status = CheckResult::Status;

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

// "expected 4 tokens: 64 "a", >> 65 "b" <<"
std::string shown(std::string_view what, const ShownWindow& window, std::uint64_t index) {
  const bool ids =
      std::ranges::all_of(window.tokens, [](const auto& t) { return t.id.has_value(); });
  std::string line = fmt::format("  {} {} {}, from {}:", what, window.total,
                                 ids ? "tokens" : "pieces", window.begin);
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    const ShownToken& token = window.tokens[i];
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

std::string json_window(const ShownWindow& window) {
  std::string tokens;
  for (const ShownToken& token : window.tokens) {
    if (!tokens.empty()) tokens += ',';
    const std::string id = token.id ? fmt::format("\"id\":{},", *token.id) : std::string();
    tokens += '{' + id + json_bytes(token.bytes) + '}';
  }
  return fmt::format("{{\"total\":{},\"begin\":{},\"tokens\":[{}]}}", window.total, window.begin,
                     tokens);
}

// "suite" and what says which case it is.
std::string json_place(const CheckResult& result) {
  std::string json = "\"suite\":" + json_string_lossy(result.suite);
  if (!result.file.empty()) json += ",\"file\":" + json_string_lossy(result.file);
  if (result.line != 0) json += fmt::format(",\"line\":{}", result.line);
  if (!result.name.empty()) json += ",\"name\":" + json_string_lossy(result.name);
  return json;
}

std::string json_check(const CheckResult& result) {
  return fmt::format("{{{},\"status\":\"{}\"}}", json_place(result), name_of(result.status));
}

std::string json_failure(const CheckResult& result) {
  const Difference& difference = result.difference;
  std::string json = '{' + json_place(result);
  if (!result.check.empty()) json += ",\"check\":" + json_string_lossy(result.check);
  json += ",\"problem\":" + json_string_lossy(difference.sentence);
  if (difference.index) json += fmt::format(",\"index\":{}", *difference.index);
  if (difference.byte) json += fmt::format(",\"byte\":{}", *difference.byte);
  if (difference.index) {
    json += fmt::format(",\"expected\":{},\"actual\":{}", json_window(difference.expected),
                        json_window(difference.actual));
  }
  if (!result.command.empty()) json += ",\"command\":" + json_string_lossy(result.command);
  return json + '}';
}

bool is_bad(const CheckResult& result) {
  return result.status == Status::failed || result.status == Status::broken;
}

// What an XML document or a line of TAP may hold, on one line.
std::string line_of(std::string_view text) { return escaped(text); }

std::string tap_name(std::string_view text) {
  std::string name;
  for (const char c : line_of(text)) {
    if (c == '#') name += '\\';
    name += c;
  }
  return name;
}

std::string message_of(const CheckResult& result) {
  const std::string check = result.check.empty() ? std::string() : result.check + ": ";
  return check + result.difference.message();
}

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : line_of(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  // The two characters above the control ones that are valid UTF-8 and no XML.
  for (const std::string_view banned : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = 0; (at = out.find(banned, at)) != std::string::npos;) {
      out.replace(at, banned.size(), banned.back() == '\xBE' ? "\\uFFFE" : "\\uFFFF");
    }
  }
  return out;
}

std::string junit_case(const CheckResult& result) {
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", xml(result.suite),
                                xml(result.title()));
  if (result.status == Status::passed) return out + "/>\n";
  if (result.status == Status::skipped) {
    return out + fmt::format("><skipped message=\"{}\"/></testcase>\n", xml(message_of(result)));
  }
  const std::string_view element = result.status == Status::failed ? "failure" : "error";
  std::string lines;
  for (const std::string& line : explanation(result)) lines += xml(line) + '\n';
  return out + fmt::format(">\n      <{0} message=\"{1}\">{2}</{0}>\n    </testcase>\n", element,
                           xml(message_of(result)), lines);
}

std::string junit_suite(std::string_view name, const std::vector<const CheckResult*>& results) {
  CheckTally tally;
  std::string cases;
  for (const CheckResult* result : results) {
    tally.failed += result->status == Status::failed ? 1 : 0;
    tally.broken += result->status == Status::broken ? 1 : 0;
    tally.skipped += result->status == Status::skipped ? 1 : 0;
    cases += junit_case(*result);
  }
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n"
      "{}  </testsuite>\n",
      xml(name), results.size(), tally.failed, tally.broken, tally.skipped, cases);
}

}  // namespace

Error error_of(const CheckResult& result) {
  const std::string name = result.name.empty() ? std::string() : result.name + ": ";
  Error error(result.code.value_or(ErrorCode::malformed_input), name + message_of(result));
  if (result.file.empty()) return std::move(error).in(result.suite);
  error = std::move(error).in(result.file);
  return result.line == 0 ? error : std::move(error).at_line(result.line);
}

std::vector<std::string> explanation(const CheckResult& result) {
  const Difference& difference = result.difference;
  std::vector<std::string> lines;
  if (difference.index) {
    lines.push_back(shown("expected", difference.expected, *difference.index));
    lines.push_back(shown("actual", difference.actual, *difference.index));
  }
  if (!result.command.empty()) lines.push_back("  to see it: " + result.command);
  return lines;
}

std::string summary(const CheckTally& tally) {
  std::string text =
      fmt::format("{} passed, {} failed", with_commas(tally.passed), with_commas(tally.failed));
  if (tally.broken != 0) {
    text += fmt::format(", {} could not be checked", with_commas(tally.broken));
  }
  if (tally.skipped != 0) {
    text += fmt::format(", {} of another profile not checked", with_commas(tally.skipped));
  }
  return text;
}

std::string json_report(const CheckTally& tally, const std::vector<CheckResult>& results) {
  std::string failures, checks;
  for (const CheckResult& result : results) {
    checks += (checks.empty() ? "" : ",") + json_check(result);
    if (is_bad(result)) failures += (failures.empty() ? "" : ",") + json_failure(result);
  }
  return fmt::format(
      "{{\"schema\":1,\"passed\":{},\"failed\":{},\"broken\":{},\"other_profile\":{},"
      "\"failures\":[{}],\"checks\":[{}]}}\n",
      tally.passed, tally.failed, tally.broken, tally.skipped, failures, checks);
}

std::string tap_report(const std::vector<CheckResult>& results) {
  std::string out = fmt::format("TAP version 13\n1..{}\n", results.size());
  std::size_t number = 0;
  for (const CheckResult& result : results) {
    out += fmt::format("{}ok {} - {}: {}{}\n", is_bad(result) ? "not " : "", ++number,
                       tap_name(result.suite), tap_name(result.title()),
                       result.status == Status::skipped
                           ? " # SKIP " + tap_name(result.difference.sentence)
                           : std::string());
    if (!is_bad(result)) continue;
    out += "# " + line_of(message_of(result)) + '\n';
    for (const std::string& line : explanation(result)) out += "# " + line_of(line) + '\n';
  }
  return out;
}

std::string junit_report(const std::vector<CheckResult>& results) {
  // Suites in the order of their first checks.
  std::vector<std::pair<std::string_view, std::vector<const CheckResult*>>> suites;
  for (const CheckResult& result : results) {
    auto suite = std::ranges::find(suites, std::string_view(result.suite),
                                   [](const auto& s) { return s.first; });
    if (suite == suites.end()) suite = suites.insert(suite, {result.suite, {}});
    suite->second.push_back(&result);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kimitok\">\n";
  for (const auto& [name, cases] : suites) out += junit_suite(name, cases);
  return out + "</testsuites>\n";
}

}  // namespace kimitok::app
