#include "fetch/sound_tokenizer.hpp"

#include <fmt/core.h>

#include <string>

#include "kimitok/load.hpp"
#include "verify/self_check.hpp"

namespace kimitok::app {

Result<void> check_tokenizer(const std::filesystem::path& directory, const KnownModel* known) {
  LoadRequest request;
  request.model = directory;
  const auto loaded = load_tokenizer(request);
  if (!loaded) return fail(loaded.error());
  std::string failures;
  for (const SelfCheck& check : self_check(*loaded, known)) {
    if (check.failure.empty()) continue;
    failures += fmt::format("{}{}: {}", failures.empty() ? "" : "; ", check.name, check.failure);
  }
  if (failures.empty()) return {};
  return fail(Error(ErrorCode::model_mismatch, "the tokenizer is not sound: " + failures)
                  .in(directory.native()));
}

}  // namespace kimitok::app
