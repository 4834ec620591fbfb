#include "load/ranks_source.hpp"

#include <optional>
#include <utility>

#include "image/image_store.hpp"
#include "load/model_files.hpp"
#include "tokenizer/vocabulary_image.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

Result<MergeableRanks> parse_file(const fs::path& path, RankGaps gaps) {
  auto bytes = read_model_file(path, kMaxTiktokenModelBytes);
  if (!bytes) return fail(std::move(bytes).error());
  auto ranks = parse_tiktoken_model(*bytes, gaps);
  if (!ranks) return fail(std::move(ranks).error().in(path.native()));
  return ranks;
}

struct Looked {
  std::optional<std::string> digest;  // of the file, where it is known
  std::optional<VocabularyInImage> vocabulary;
  std::string note;
};

Looked look_for_image(const fs::path& images, const FileIdentity& identity) {
  const auto store = ImageStore::open(images);
  if (!store) return {std::nullopt, std::nullopt, "images: " + store.error().message()};
  auto digest = store->digest(identity);
  if (!digest) return {std::nullopt, std::nullopt, "no image: the vocabulary is not known yet"};
  const auto image = store->image({*digest, table_layout()});
  if (!image) return {std::move(digest), std::nullopt, "the image: " + image.error().message()};
  auto vocabulary = vocabulary_in(*image);
  if (!vocabulary) return {std::move(digest), std::nullopt, "the image is not a vocabulary's"};
  return {std::move(digest), std::move(vocabulary), "used the vocabulary's image"};
}

}  // namespace

Result<SourcedRanks> read_ranks(const fs::path& path, RankGaps gaps, const fs::path& images) {
  const auto identity = images.empty() ? std::nullopt : FileIdentity::of(path);
  Looked looked;
  if (identity) {
    looked = look_for_image(images, *identity);
    if (auto& found = looked.vocabulary;
        found && (gaps == RankGaps::allow || found->ranks.is_dense())) {
      return SourcedRanks{std::move(found->ranks), std::move(found->tables), nullptr,
                          std::move(looked.note)};
    }
  }
  auto ranks = parse_file(path, gaps);
  if (!ranks) return fail(std::move(ranks).error());
  SourcedRanks sourced{*std::move(ranks)};
  sourced.note = std::move(looked.note);
  // What was read is what the identity stands for only if it is the same before and after.
  if (identity && identity->is_settled() && FileIdentity::of(path) == identity) {
    sourced.order = std::make_shared<const ImageOrder>(
        ImageOrder{images, path, *identity, std::move(looked.digest)});
  }
  return sourced;
}

}  // namespace kimitok
