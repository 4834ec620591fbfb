#include "kimitok/stop_ids.hpp"

#include <utility>

#include "load/model_config.hpp"
#include "load/model_files.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxConfigBytes = 16u << 20;

Result<void> add_eos_ids(const std::filesystem::path& file, std::vector<StopIds>& all) {
  if (file.empty()) return {};
  const auto bytes = read_model_file(file, kMaxConfigBytes);
  if (!bytes) return fail(bytes.error());
  auto found = parse_eos_ids(*bytes);
  if (!found) return fail(std::move(found).error().in(file.native()));
  for (EosIds& eos : *found) all.push_back({file, std::move(eos.key), std::move(eos.ids)});
  return {};
}

}  // namespace

Result<std::vector<StopIds>> read_stop_ids(const LoadRequest& request,
                                           const LoadedTokenizer& loaded) {
  const auto files = find_model_files(request);
  if (!files) return fail(files.error());
  std::vector<StopIds> all;
  if (const auto& name = loaded.config.eos_token; name && !files->tokenizer_config.empty()) {
    const SpecialToken* token = loaded.tokenizer.vocabulary().specials().find(*name);
    if (token != nullptr) all.push_back({files->tokenizer_config, "eos_token", {token->id}});
  }
  if (auto added = add_eos_ids(files->model_config, all); !added) return fail(added.error());
  if (auto added = add_eos_ids(files->generation_config, all); !added) return fail(added.error());
  return all;
}

}  // namespace kimitok
