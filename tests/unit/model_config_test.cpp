#include "load/model_config.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

TEST_CASE("model config: the size is the model's or its text model's") {
  const std::vector<std::pair<std::string_view, std::optional<std::uint64_t>>> rows = {
      {R"({"vocab_size": 163840})", 163840},
      {R"({"text_config": {"vocab_size": 163840}})", 163840},
      {R"({"vocab_size": 5, "text_config": {"vocab_size": 163840}})", 5},
      {R"({"vocab_size": null, "text_config": {"vocab_size": 163840}})", 163840},
      {R"({})", std::nullopt},
      {R"({"text_config": null})", std::nullopt},
      {R"({"text_config": {"hidden_size": 5}})", std::nullopt},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& size = row.second;
    CAPTURE(json);
    const auto parsed = parse_vocab_size(json);
    REQUIRE(parsed);
    CHECK(*parsed == size);
  }
}

TEST_CASE("model config: a malformed one is refused, naming the key") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {"5", "is not a JSON object"},
      {R"({"vocab_size": "5"})", "vocab_size is \"5\", not a number"},
      {R"({"vocab_size": -1})", "vocab_size is -1, not an id from 0 to 16777215"},
      {R"({"text_config": 5})", "text_config is 5, not an object"},
      {R"({"text_config": {"vocab_size": 1.5}})",
       "text_config.vocab_size is 1.5, not an id from 0 to 16777215"},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    const auto& message = row.second;
    CAPTURE(json);
    const auto parsed = parse_vocab_size(json);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code() == ErrorCode::model_malformed);
    CHECK(parsed.error().message() == message);
  }
}

TEST_CASE(
    "model config: ids that end a reply are a number or several, the model's or its text model's") {
  struct Case {
    std::string_view json;
    std::vector<std::pair<std::string, std::vector<TokenId>>> eos_ids;
  };
  const Case cases[] = {
      {R"({"eos_token_id": 5})", {{"eos_token_id", {5}}}},
      {R"({"eos_token_id": [6, 5]})", {{"eos_token_id", {6, 5}}}},
      {R"({"eos_token_id": []})", {{"eos_token_id", {}}}},
      {R"({"eos_token_id": 5, "text_config": {"eos_token_id": 6}})",
       {{"eos_token_id", {5}}, {"text_config.eos_token_id", {6}}}},
      {R"({"eos_token_id": null, "text_config": null})", {}},
      {R"({})", {}},
  };
  for (const Case& row : cases) {
    CAPTURE(row.json);
    const auto parsed = parse_eos_ids(row.json);
    REQUIRE(parsed);
    std::vector<std::pair<std::string, std::vector<TokenId>>> eos_ids;
    for (const EosIds& eos : *parsed) eos_ids.emplace_back(eos.key, eos.ids);
    CHECK((eos_ids == row.eos_ids));
  }
}

TEST_CASE("model config: malformed ids that end a reply are refused, naming the key") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows = {
      {R"({"eos_token_id": "5"})", "eos_token_id is \"5\", not a number"},
      {R"({"eos_token_id": [5, null]})", "eos_token_id[1] is null, not a number"},
      {R"({"text_config": 5})", "text_config is 5, not an object"},
      {R"({"text_config": {"eos_token_id": -1}})",
       "text_config.eos_token_id is -1, not an id from 0 to 16777215"},
  };
  for (const auto& row : rows) {
    const auto& json = row.first;
    CAPTURE(json);
    const auto parsed = parse_eos_ids(json);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code() == ErrorCode::model_malformed);
    CHECK(parsed.error().message() == row.second);
  }
}

}  // namespace
}  // namespace kimitok
