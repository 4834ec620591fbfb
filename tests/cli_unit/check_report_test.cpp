#include "verify/check_report.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {
namespace {

CheckResult differing() {
  CheckResult result = CheckResult::failed("golden", "a<b", "token 1 differs");
  result.file = "g.jsonl";
  result.line = 3;
  result.check = "ids";
  result.difference.index = 1;
  result.difference.byte = 4;
  result.difference.expected = {0, 2, {{1, "\x01"}, {2, "\xFF"}}};
  result.difference.actual = {0, 1, {{1, "\x01"}}};
  result.command = "kimitok encode";
  return result;
}

}  // namespace

TEST_CASE("check report: a failure is told with both sides and a command") {
  const CheckResult result = differing();
  CHECK(error_of(result).message() ==
        "g.jsonl: line 3: a<b: ids: token 1 differs, at byte 4 of the text");
  const std::vector<std::string> lines = explanation(result);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "  expected 2 tokens, from 0: 1 \"\x01\" >> 2 \"\xFF\" <<");
  CHECK(lines[1] == "  actual 1 tokens, from 0: 1 \"\x01\" >> end <<");
  CHECK(lines[2] == "  to see it: kimitok encode");
}

TEST_CASE("check report: without a file the kind of check says where") {
  CHECK(error_of(CheckResult::failed("tokenizer", "ranks", "a gap")).message() ==
        "tokenizer: ranks: a gap");
  CheckResult coded = CheckResult::failed("files", "x", "corrupt");
  coded.code = ErrorCode::integrity;
  CHECK(error_of(coded).code() == ErrorCode::integrity);
}

TEST_CASE("check report: the summary says what was not checked") {
  CHECK(summary({1022, 1, 0, 0}) == "1,022 passed, 1 failed");
  CHECK(summary({0, 0, 2, 3}) ==
        "0 passed, 0 failed, 2 could not be checked, 3 of another profile not checked");
}

TEST_CASE("check report: JSON holds failures in full and every check") {
  CHECK(json_report({1, 1, 0, 0}, {CheckResult::passed("random", "text 0"), differing()}) ==
        "{\"schema\":1,\"passed\":1,\"failed\":1,\"broken\":0,\"other_profile\":0,\"failures\":["
        "{\"suite\":\"golden\",\"file\":\"g.jsonl\",\"line\":3,\"name\":\"a<b\",\"check\":\"ids\","
        "\"problem\":\"token 1 differs\",\"index\":1,\"byte\":4,"
        "\"expected\":{\"total\":2,\"begin\":0,\"tokens\":[{\"id\":1,\"text\":\"\\u0001\"},"
        "{\"id\":2,\"base64\":\"/w==\"}]},"
        "\"actual\":{\"total\":1,\"begin\":0,\"tokens\":[{\"id\":1,\"text\":\"\\u0001\"}]},"
        "\"command\":\"kimitok encode\"}],\"checks\":["
        "{\"suite\":\"random\",\"name\":\"text 0\",\"status\":\"passed\"},"
        "{\"suite\":\"golden\",\"file\":\"g.jsonl\",\"line\":3,\"name\":\"a<b\","
        "\"status\":\"failed\"}]}\n");
}

TEST_CASE("check report: TAP escapes what begins a directive") {
  CheckResult skipped = CheckResult::passed("golden", "a # SKIP\n");
  skipped.status = CheckResult::Status::skipped;
  skipped.difference.sentence = "of another profile";
  CHECK(tap_report({CheckResult::passed("golden", "#1"), skipped}) ==
        "TAP version 13\n1..2\nok 1 - golden: \\#1\n"
        "ok 2 - golden: a \\# SKIP\\n # SKIP of another profile\n");
  CHECK(tap_report({differing()}).find("\nnot ok 1 - golden: g.jsonl: line 3: a<b\n# ids: token") !=
        std::string::npos);
}

TEST_CASE("check report: XML holds no character that XML does not") {
  const std::string report =
      junit_report({CheckResult::passed("s", "<&\">\x01\xFF\xEF\xBF\xBF\xEF\xBF\xBE\xC3\xA9")});
  CHECK(report ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"kimitok\">\n"
        "  <testsuite name=\"s\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
        "    <testcase classname=\"s\" "
        "name=\"&lt;&amp;&quot;&gt;\\x01\\xff\\uFFFF\\uFFFE\xC3\xA9\"/>\n"
        "  </testsuite>\n</testsuites>\n");
}

}  // namespace kimitok::app
