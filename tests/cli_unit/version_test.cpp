#include "cli/version.hpp"

#include <doctest/doctest.h>

TEST_CASE("version: the text begins with the name, and the JSON with its schema") {
  CHECK(kimitok::cli::version_text().starts_with("kimitok 0."));
  const std::string json = kimitok::cli::version_json();
  CHECK(json.starts_with("{\"schema\":1,\"version\":\"0."));
  CHECK(json.ends_with("\"}\n"));
}
