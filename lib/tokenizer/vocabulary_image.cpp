#include "vocabulary_image.hpp"

#include <initializer_list>
#include <string_view>
#include <utility>

#include "image/image_writer.hpp"
#include "piece_key.hpp"

namespace kimitok {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9E3779B97F4A7C15u;
  return value ^ (value >> 32);
}

}  // namespace

std::uint64_t table_layout() {
  std::uint64_t layout = 0;
  for (const std::uint64_t part :
       {TokenTable::layout(), LongTokens::layout(), PairTable::layout(), FirstMerges::layout()}) {
    layout = mix(layout ^ part);
  }
  return layout;
}

std::string vocabulary_image(const FastTables& tables, const std::string& source) {
  const MergeableRanks::Tables& ranks = tables.ranks.tables();
  ImageWriter image;
  image.add(Section::token_bytes, ranks.arena.span());
  image.add(Section::token_offsets, ranks.offsets.span());
  image.add(Section::byte_ids, ranks.byte_ids.span());
  tables.tokens.save(image);
  tables.long_tokens.save(image);
  tables.pairs.save(image);
  tables.first.save(image);
  return image.image({source, table_layout()});
}

std::optional<VocabularyInImage> vocabulary_in(const Image& image) {
  auto arena = image.section<char>(Section::token_bytes);
  auto offsets = image.section<std::uint32_t>(Section::token_offsets);
  auto byte_ids = image.section<TokenId>(Section::byte_ids, 256);
  auto tokens = TokenTable::load(image);
  auto pairs = PairTable::load(image);
  auto first = FirstMerges::load(image);
  if (!arena || !offsets || offsets->size() == 0 || !byte_ids || !tokens || !pairs || !first)
    return std::nullopt;
  auto long_tokens = LongTokens::load(image, *arena, *offsets);
  if (!long_tokens) return std::nullopt;
  auto ranks = MergeableRanks::over(std::make_shared<MergeableRanks::Tables>(
      MergeableRanks::Tables{*std::move(arena), *std::move(offsets), *std::move(byte_ids),
                             *std::move(tokens), *std::move(long_tokens)}));
  if (!ranks || ranks->end_id() > FastTables::kMaxTokens) return std::nullopt;
  auto tables = std::make_shared<const FastTables>(*ranks, *std::move(pairs), *std::move(first));
  return VocabularyInImage{*std::move(ranks), std::move(tables)};
}

}  // namespace kimitok
