// Where mergeable ranks come from: the image of a vocabulary file, or the file.
#ifndef KIMITOK_LOAD_RANKS_SOURCE_HPP_
#define KIMITOK_LOAD_RANKS_SOURCE_HPP_

#include <filesystem>
#include <memory>
#include <string>

#include "kimitok/error.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "kimitok/tokenizer.hpp"
#include "load/image_order.hpp"

namespace kimitok {

struct SourcedRanks {
  MergeableRanks ranks;
  std::shared_ptr<const FastTables> tables = nullptr;  // null: yet to be built
  std::shared_ptr<const ImageOrder> order = nullptr;   // null: no image is to be made
  std::string note = {};                               // as LoadedTokenizer::image_note
};

// `images` empty: the file is read whatever there is. Whatever is wrong with images, the ranks are
// those of the file; fails as read_model_file() and parse_tiktoken_model().
Result<SourcedRanks> read_ranks(const std::filesystem::path& path, RankGaps gaps,
                                const std::filesystem::path& images);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_RANKS_SOURCE_HPP_
