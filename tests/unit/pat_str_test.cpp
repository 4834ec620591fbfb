#include "kimitok/pat_str.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "kimitok/digest.hpp"

namespace {

TEST_CASE("pat_str: the published patterns are listed in order") {
  std::vector<std::string_view> names;
  for (const auto& published : kimitok::published_patterns()) {
    CHECK_FALSE(published.source.empty());
    names.push_back(published.name);
  }
  CHECK(names == std::vector<std::string_view>{"kimi", "cl100k_base", "o200k_base", "p50k_base",
                                               "r50k_base"});
}

// Digests of the strings that the authors' own modules make.
TEST_CASE("pat_str: each pattern is its author's, to the byte") {
  struct Case {
    std::string_view name, sha256;
  };
  const Case cases[] = {
      {"kimi", "de5781783b193d5ccf5b1b28edfa70fa816ce78d54603fdc422cfd8d4ea4411f"},
      {"cl100k_base", "f021c3d976978e62ee64cdad150cc3405c2e3d6e3b40407850bb9e8d9eb65899"},
      {"o200k_base", "2d1b8dc11e89af71459b36004f698ab3693f59fd84f63e8ec2b49564ab857420"},
      {"p50k_base", "bf51d578af57187876ec1c8a34fb0ee2fb3025c50ce663ac154b633ae39de092"},
      {"r50k_base", "bf51d578af57187876ec1c8a34fb0ee2fb3025c50ce663ac154b633ae39de092"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto pat_str = kimitok::published_pat_str(c.name);
    REQUIRE(pat_str);
    CHECK(kimitok::sha256_hex(*pat_str) == c.sha256);
  }
}

TEST_CASE("pat_str: a name nobody published has no pattern") {
  for (const std::string_view name : {"", "Kimi", "kimi ", "gpt2", "o200k"}) {
    CAPTURE(name);
    CHECK_FALSE(kimitok::published_pat_str(name));
  }
}

TEST_CASE("pat_str: a pattern is known by the first of its names") {
  for (const auto& published : kimitok::published_patterns()) {
    CAPTURE(published.name);
    const auto name = kimitok::pattern_name(published.pat_str);
    REQUIRE(name);
    CHECK(*name == (published.name == "r50k_base" ? "p50k_base" : published.name));
  }
  CHECK_FALSE(kimitok::pattern_name(""));
  CHECK_FALSE(kimitok::pattern_name("\\p{N}{1,3}"));
}

}  // namespace
