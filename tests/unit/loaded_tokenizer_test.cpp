#include "kimitok/load.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/kimi_files.hpp"
#include "support/real_vocabulary.hpp"

namespace kimitok {
namespace {

using test::encode;
using test::Ids;

TEST_CASE("loaded tokenizer: kinds and profiles have names") {
  CHECK(name_of(ModelKind::kimi) == "kimi");
  CHECK(name_of(ModelKind::tiktoken) == "tiktoken");
  CHECK(name_of(ModelKind::tokenizer_json) == "tokenizer_json");
  CHECK(name_of(SpecialProfile::k2) == "k2");
  CHECK(name_of(SpecialProfile::k25) == "k2.5");
  CHECK(name_of(SpecialProfile::k3) == "k3");
  CHECK(name_of(SpecialProfile::other) == "other");
}

TEST_CASE("loaded tokenizer: the published tokenizers are known by their special tokens") {
  const auto folder = test::real_vocabularies();
  if (!folder) return;
  struct Row {
    std::string_view name;
    SpecialProfile profile;
    std::size_t skipped;
    Ids ids;  // of "Hello<|im_end|>"
  };
  const std::vector<Row> rows = {
      {"Kimi-K2-Instruct", SpecialProfile::k2, 12, {19180, 163586}},
      {"Kimi-K2.6", SpecialProfile::k25, 16, {19180, 163586}},
      {"Kimi-K3", SpecialProfile::k3, 13, {19180, 27, 91, 348, 11129, 91, 29}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    LoadRequest request;
    request.tiktoken_model = *folder / "Kimi-K2-Instruct" / "tiktoken.model";
    request.tokenizer_config = *folder / row.name / "tokenizer_config.json";
    const auto loaded = load_tokenizer(request);
    REQUIRE(loaded);
    CHECK(loaded->profile() == row.profile);
    CHECK(loaded->skip_special_ids().size() == row.skipped);
    CHECK(encode(*loaded, "Hello<|im_end|>") == row.ids);
    CHECK(loaded->tokenizer.vocabulary().end_id() == 163840);
  }
}

}  // namespace
}  // namespace kimitok
