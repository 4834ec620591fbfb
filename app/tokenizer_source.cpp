#include "tokenizer_source.hpp"

#include <fmt/core.h>

#include <charconv>
#include <thread>
#include <utility>

#include "hub_session.hpp"
#include "image_at_end.hpp"
#include "image_directory.hpp"

namespace kimitok::app {
namespace {

std::string environment(const char* name) { return process_environment()(name).value_or(""); }

template <typename Number>
bool parse(std::string_view digits, Number& number) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size();
}

Result<TokenId> id_of_name(const std::optional<std::string>& name, std::string_view role,
                           const LoadedTokenizer& loaded) {
  const SpecialToken* token = name ? loaded.tokenizer.vocabulary().specials().find(*name) : nullptr;
  if (token == nullptr) {
    return fail(Error(ErrorCode::unknown_token, fmt::format("the tokenizer has no {} token", role))
                    .with_remedy("--prepend and --append take any id or name"));
  }
  return token->id;
}

// Ids coincide and names do not where one model's config lies in another's folder; no round trip
// would show it.
void warn_of_other_names(const LocatedModel& located, const LoadedTokenizer& loaded,
                         const Messages& messages) {
  if (located.known == nullptr || loaded.kind != ModelKind::kimi) return;
  const SpecialProfile expected = located.known->profile;
  if (expected == SpecialProfile::other || expected == loaded.profile()) return;
  messages.warning(fmt::format("the special tokens have the names of {}, while {} has those of {}",
                               name_of(loaded.profile()), located.known->repo, name_of(expected)));
}

}  // namespace

Result<OpenedTokenizer> open_located_tokenizer(const cli::GlobalArgs& global,
                                               const Messages& messages, Images images) {
  std::string reference = global.model;
  if (global.model.empty() && global.tiktoken_model.empty())
    reference = environment("KIMITOK_MODEL");
  if (reference.empty() && global.tiktoken_model.empty()) {
    return fail(Error(ErrorCode::model_not_found, "no tokenizer named")
                    .with_remedy("name a directory, a model file or a fetched repository with -m "
                                 "or $KIMITOK_MODEL"));
  }
  LocatedModel located;
  if (!reference.empty()) {
    auto found = locate_model(reference, global, process_environment());
    if (!found) return fail(std::move(found).error());
    located = *std::move(found);
  }
  LoadRequest request;
  request.model = located.path;
  request.tiktoken_model = global.tiktoken_model;
  request.tokenizer_config = global.tokenizer_config;
  request.pattern = global.pattern;
  request.special_tokens = global.special_tokens;
  if (images == Images::use) request.images = image_directory(process_environment());
  auto loaded = load_tokenizer(request);
  if (!loaded) return fail(std::move(loaded).error());
  for (const auto& file : loaded->files) messages.detail("read " + file.string());
  if (!loaded->image_note.empty()) messages.detail(loaded->image_note);
  if (loaded->image_order) make_image_at_end(loaded->tokenizer, loaded->image_order, messages);
  warn_of_other_names(located, *loaded, messages);
  return OpenedTokenizer{*std::move(loaded), std::move(located), std::move(request)};
}

Result<LoadedTokenizer> open_tokenizer(const cli::GlobalArgs& global, const Messages& messages,
                                       Images images) {
  auto opened = open_located_tokenizer(global, messages, images);
  if (!opened) return fail(std::move(opened).error());
  return std::move(opened->loaded);
}

Result<EncodeOptions> encode_options(const cli::TokenizeArgs& args, const LoadedTokenizer& loaded) {
  EncodeOptions options;
  options.special = args.special.mode;
  options.chunking = args.chunking.value_or(loaded.chunking);
  options.invalid_utf8 = args.invalid_utf8;
  for (const std::string& name : args.special.names) {
    const SpecialToken* token = loaded.tokenizer.vocabulary().specials().find(name);
    if (token == nullptr) {
      return fail(Error(ErrorCode::unknown_token, fmt::format("there is no special token {}", name))
                      .in("--special")
                      .with_remedy("`kimitok inspect --specials` lists them"));
    }
    options.special_ids.push_back(token->id);
  }
  return options;
}

Result<TokenId> id_or_name(std::string_view value, const LoadedTokenizer& loaded) {
  const Vocabulary& vocabulary = loaded.tokenizer.vocabulary();
  if (const SpecialToken* token = vocabulary.specials().find(value)) return token->id;
  TokenId id = 0;
  if (parse(value, id) && vocabulary.bytes_of(id)) return id;
  return fail(Error(ErrorCode::unknown_token,
                    fmt::format("{} is neither an id nor a special token's name", value))
                  .with_remedy("`kimitok inspect --specials` lists the names"));
}

Result<std::vector<TokenId>> ids_or_names(const std::vector<std::string>& values,
                                          const LoadedTokenizer& loaded) {
  std::vector<TokenId> ids;
  for (const std::string& value : values) {
    const auto id = id_or_name(value, loaded);
    if (!id) return fail(id.error());
    ids.push_back(*id);
  }
  return ids;
}

Result<TokenId> bos_id(const LoadedTokenizer& loaded) {
  return id_of_name(loaded.config.bos_token, "BOS", loaded);
}
Result<TokenId> eos_id(const LoadedTokenizer& loaded) {
  return id_of_name(loaded.config.eos_token, "EOS", loaded);
}

Result<AddedIds> added_ids(const cli::TokenizeArgs& args, const LoadedTokenizer& loaded) {
  AddedIds added;
  if (args.bos) {
    const auto id = bos_id(loaded);
    if (!id) return fail(Error(id.error()).in("--bos"));
    added.before.push_back(*id);
  }
  const auto before = ids_or_names(args.prepend, loaded);
  if (!before) return fail(Error(before.error()).in("--prepend"));
  added.before.insert(added.before.end(), before->begin(), before->end());

  const auto after = ids_or_names(args.append, loaded);
  if (!after) return fail(Error(after.error()).in("--append"));
  added.after = *after;
  if (args.eos) {
    const auto id = eos_id(loaded);
    if (!id) return fail(Error(id.error()).in("--eos"));
    added.after.push_back(*id);
  }
  return added;
}

Result<unsigned> thread_count(const cli::GlobalArgs& global) {
  unsigned threads = global.threads;
  if (const std::string value = environment("KIMITOK_THREADS"); threads == 0 && !value.empty()) {
    if (!parse(value, threads) || threads > cli::kMaxThreads) {
      return fail(Error(ErrorCode::usage, fmt::format("{} is not a number of threads", value))
                      .in("KIMITOK_THREADS")
                      .with_remedy(fmt::format("0 to {}, 0 being all cores", cli::kMaxThreads)));
    }
  }
  return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace kimitok::app
