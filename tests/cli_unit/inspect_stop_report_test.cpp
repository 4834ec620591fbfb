#include "inspect/stop_report.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace kimitok;
using app::StopReport;
using Lines = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("stop report: files agree if they name the same ids, in whatever order") {
  StopReport report;
  CHECK(report.agree());
  CHECK((app::human(report) == Lines()));
  report.sources = {{"/m/config.json", "eos_token_id", {5, 6}},
                    {"/m/generation_config.json", "eos_token_id", {6, 5}}};
  CHECK(report.agree());
  CHECK((app::human(report) ==
         Lines{{"stops at", "5 6, says eos_token_id of config.json"},
               {"stops at", "6 5, says eos_token_id of generation_config.json"}}));
}

TEST_CASE("stop report: that files disagree is said, and what is known of the model") {
  StopReport report;
  report.sources = {{"/m/tokenizer_config.json", "eos_token", {5}},
                    {"/m/config.json", "text_config.eos_token_id", {6}}};
  const TokenId known[] = {6, 5};
  report.recommended = known;
  CHECK_FALSE(report.agree());
  CHECK(
      (app::human(report) == Lines{{"stops at", "5, says eos_token of tokenizer_config.json"},
                                   {"stops at", "6, says text_config.eos_token_id of config.json"},
                                   {"", "these files disagree"},
                                   {"should stop at", "6 5, as is known of this model"}}));
  CHECK(app::json(report) ==
        R"({"sources":[{"file":"/m/tokenizer_config.json","key":"eos_token","ids":[5]},)"
        R"({"file":"/m/config.json","key":"text_config.eos_token_id","ids":[6]}],)"
        R"("agree":false,"recommended":[6,5]})");
}

TEST_CASE("stop report: nothing known is null") {
  CHECK(app::json(StopReport()) == R"({"sources":[],"agree":true,"recommended":null})");
}
