// A vocabulary and its fast tables as an image, and back.
#ifndef KIMITOK_TOKENIZER_VOCABULARY_IMAGE_HPP_
#define KIMITOK_TOKENIZER_VOCABULARY_IMAGE_HPP_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "fast_tables.hpp"
#include "image/image.hpp"
#include "kimitok/mergeable_ranks.hpp"

namespace kimitok {

// What images of this program's tables have as ImageKey::layout: it differs where an element has
// another size, or a key another hash. A change of what tables hold that shows in neither has to
// raise ImageHeader::kFormat; tests/image/vocabulary_image_test.cpp notices it.
std::uint64_t table_layout();

// The image of the tables' ranks and of the tables. `source`: the SHA-256 of the vocabulary's file.
std::string vocabulary_image(const FastTables& tables, const std::string& source);

struct VocabularyInImage {
  MergeableRanks ranks;
  std::shared_ptr<const FastTables> tables;
};

// Both lie in the image's memory, which they keep. Nothing if the image does not hold them, or if
// what can be told at once is not as it should be: no offset, slot or page leads out of its array,
// and every search ends. That they are those of the source rests on the image's checksum.
std::optional<VocabularyInImage> vocabulary_in(const Image& image);

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_VOCABULARY_IMAGE_HPP_
