#include "cli/version.hpp"

#include <doctest/doctest.h>

TEST_CASE("version: the text begins with the name, and the JSON with its schema") {
  CHECK(kimitok::cli::version_text().starts_with("kimitok 0."));
  const std::string json = kimitok::cli::version_json();
  CHECK(json.starts_with("{\"schema\":1,\"version\":\"0."));
  CHECK(json.ends_with("]}\n"));
}

TEST_CASE("version: the JSON lists the known models and their vocabulary's hash") {
  const std::string json = kimitok::cli::version_json();
  const auto contains = [&json](const char* part) { return json.find(part) != std::string::npos; };
  CHECK(contains("\"tiktoken_model_sha256\":\"b6c497a7469b33ce"));
  CHECK(
      contains("{\"alias\":\"kimi-k3\",\"repo\":\"moonshotai/Kimi-K3\","
               "\"commit\":\"9f62e4e9fffbd0a83ddd60e1c209d828994b3569\"}"));
  CHECK(
      contains("{\"alias\":\"kimi-vl\",\"repo\":\"moonshotai/Kimi-VL-A3B-Instruct\","
               "\"commit\":null}"));
}
