#include "kimitok/known_models.hpp"

#include <algorithm>
#include <array>

#include "repo/characters.hpp"

namespace kimitok {
namespace {

using Aliases = std::array<std::string_view, 1>;

constexpr Aliases kK2Base{"kimi-k2-base"};
constexpr Aliases kK2{"kimi-k2"};
constexpr Aliases kK20905{"kimi-k2-0905"};
constexpr Aliases kK2Thinking{"kimi-k2-thinking"};
constexpr Aliases kK25{"kimi-k2.5"};
constexpr Aliases kK26{"kimi-k2.6"};
constexpr Aliases kK27Code{"kimi-k2.7-code"};
constexpr Aliases kK3{"kimi-k3"};
constexpr Aliases kLinearBase{"kimi-linear-base"};
constexpr Aliases kLinear{"kimi-linear"};
constexpr Aliases kVl{"kimi-vl"};
constexpr Aliases kVlThinking{"kimi-vl-thinking"};
constexpr Aliases kMoonlightBase{"moonlight-base"};
constexpr Aliases kMoonlight{"moonlight"};

constexpr KnownFile kModelFile[]{{"tiktoken.model", kKimiModelSha256}};

constexpr KnownFile kK3Files[]{
    {"config.json", "9710e121a58d03ac92c8d6da287a19541994319afbbe6d6202af001ffd379213"},
    {"encoding_k3.py", "b9cb7ae100fed34b9337f80dacee5abbf7e261fe9b74bc0e76366701d46f5333"},
    {"generation_config.json", "c6648c25e9705af7fba8847e243840d21b5cc63ddeb6297f750a7ddbb6a02836"},
    {"tiktoken.model", kKimiModelSha256},
    {"tokenization_kimi.py", "f28ea66e2d862a2a5814970b2ce40c2f7d8296ff09aed90a7e7def689b906944"},
    {"tokenizer_config.json", "5d0803c94db9cd78763499e0956c95fd5a225c14a727e5a6cf5db3f96f010a6e"},
};

// End of a message, then end of text: engines stop at both, since config.json and
// generation_config.json of these models do not name the same one.
constexpr TokenId kStopIds[]{163586, 163585};

// A profile and stop ids stand here only where a model's own files are public; its re-uploads may
// have been saved anew.
constexpr KnownModel kKnownModels[]{
    {.repo = "moonshotai/Kimi-K2-Base", .aliases = kK2Base},
    {.repo = "moonshotai/Kimi-K2-Instruct",
     .aliases = kK2,
     .commit = "0102674b179db4ca5a28cd9a4fb446f87f0c1454",
     .files = kModelFile,
     .profile = SpecialProfile::k2,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K2-Instruct-0905",
     .aliases = kK20905,
     .commit = "94a4053eb8863059dd8afc00937f054e1365abbd",
     .files = kModelFile,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K2-Thinking",
     .aliases = kK2Thinking,
     .commit = "1b9dbb7b20fe8e92047f956b75f3bc49d69f8f73",
     .files = kModelFile,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K2.5",
     .aliases = kK25,
     .commit = "2426b45b6af0da48d0dcce71bbce6225e5c73adc",
     .files = kModelFile,
     .profile = SpecialProfile::k25,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K2.6",
     .aliases = kK26,
     .commit = "7eb5002f6aadc958aed6a9177b7ed26bb94011bb",
     .files = kModelFile,
     .profile = SpecialProfile::k25,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K2.7-Code",
     .aliases = kK27Code,
     .profile = SpecialProfile::k25,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-K3",
     .aliases = kK3,
     .commit = "9f62e4e9fffbd0a83ddd60e1c209d828994b3569",
     .files = kK3Files,
     .profile = SpecialProfile::k3,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-Linear-48B-A3B-Base",
     .aliases = kLinearBase,
     .profile = SpecialProfile::k2},
    {.repo = "moonshotai/Kimi-Linear-48B-A3B-Instruct",
     .aliases = kLinear,
     .profile = SpecialProfile::k2,
     .eos_ids = kStopIds},
    {.repo = "moonshotai/Kimi-VL-A3B-Instruct", .aliases = kVl},
    {.repo = "moonshotai/Kimi-VL-A3B-Thinking", .aliases = kVlThinking},
    {.repo = "moonshotai/Moonlight-16B-A3B", .aliases = kMoonlightBase},
    {.repo = "moonshotai/Moonlight-16B-A3B-Instruct", .aliases = kMoonlight},
    {.repo = "inferencerlabs/Kimi-K2-Instruct-MLX-3.985bit"},
    {.repo = "inferencerlabs/Kimi-K2.5-MLX-3.6bit"},
    {.repo = "inferencerlabs/Kimi-K2.5-MLX-4.2bit"},
    {.repo = "mlx-community/Kimi-K2-Instruct-4bit"},
    {.repo = "mlx-community/Kimi-K2-Thinking"},
    {.repo = "mlx-community/Kimi-K2.5"},
    {.repo = "mlx-community/Kimi-K2.6-mlx-DQ3_K_M-q8"},
    {.repo = "nvidia/Kimi-K2.5-NVFP4"},
    {.repo = "unsloth/Kimi-K2-Instruct"},
    {.repo = "unsloth/Kimi-K2.5"},
};

constexpr OtherTokenizer kOtherTokenizers[]{
    {"moonshotai/Kimi-Audio-7B",
     "Kimi-Audio has a vocabulary of its own, made from that of Qwen2.5"},
    {"moonshotai/Kimi-Audio-7B-Instruct",
     "Kimi-Audio has a vocabulary of its own, made from that of Qwen2.5"},
    {"moonshotai/Kimi-Dev-72B", "Kimi-Dev-72B is made from Qwen2.5-72B and has its tokenizer"},
};

constexpr bool has_size(std::string_view hex, std::size_t digits) {
  return hex.size() == digits && is_lower_hex(hex);
}

constexpr bool is_well_formed(const KnownModel& model) {
  const bool has_commit = !model.commit.empty();
  return std::count(model.repo.begin(), model.repo.end(), '/') == 1 &&
         (!has_commit || has_size(model.commit, 40)) && (has_commit || model.files.empty()) &&
         std::ranges::all_of(model.files,
                             [](const KnownFile& file) { return has_size(file.sha256, 64); }) &&
         std::ranges::is_sorted(model.files, std::ranges::less(), &KnownFile::name);
}

constexpr bool equal_in_any_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

// An alias is no other model's alias, and with a "/" it would pass for a repository.
constexpr bool is_unique(std::string_view alias) {
  std::size_t found = 0;
  for (const KnownModel& model : kKnownModels) {
    found += static_cast<std::size_t>(std::ranges::count(model.aliases, alias));
  }
  return found == 1 && alias.find('/') == alias.npos;
}

constexpr bool is_listed_once(std::string_view repo) {
  const auto is_it = [repo](const auto& entry) { return equal_in_any_case(entry.repo, repo); };
  return std::ranges::count_if(kKnownModels, is_it) +
             std::ranges::count_if(kOtherTokenizers, is_it) ==
         1;
}

static_assert(std::ranges::all_of(kKnownModels, is_well_formed));
static_assert(std::ranges::all_of(kKnownModels, is_listed_once, &KnownModel::repo));
static_assert(std::ranges::all_of(kOtherTokenizers, is_listed_once, &OtherTokenizer::repo));
static_assert(std::ranges::all_of(kKnownModels, [](const KnownModel& model) {
  return std::ranges::all_of(model.aliases, is_unique);
}));

template <typename Table>
auto find_repo(const Table& table, const RepoId& repo) -> decltype(&*std::begin(table)) {
  const auto found = std::ranges::find_if(
      table, [&repo](const auto& entry) { return equal_in_any_case(entry.repo, repo.text()); });
  return found == std::end(table) ? nullptr : &*found;
}

}  // namespace

std::span<const KnownModel> known_models() { return kKnownModels; }
std::span<const OtherTokenizer> other_tokenizers() { return kOtherTokenizers; }

const KnownModel* find_known_model(const RepoId& repo) { return find_repo(kKnownModels, repo); }
const OtherTokenizer* find_other_tokenizer(const RepoId& repo) {
  return find_repo(kOtherTokenizers, repo);
}

const KnownModel* find_known_alias(std::string_view alias) {
  for (const KnownModel& model : kKnownModels) {
    if (std::ranges::count(model.aliases, alias) != 0) return &model;
  }
  return nullptr;
}

}  // namespace kimitok
