// Encodes one part of a text: special tokens, then pieces, then merging.
#ifndef KIMITOK_TOKENIZER_PART_ENCODER_HPP_
#define KIMITOK_TOKENIZER_PART_ENCODER_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "kimitok/tokenizer.hpp"
#include "merger.hpp"
#include "model.hpp"
#include "piece_encoder.hpp"
#include "special_matcher.hpp"
#include "validity.hpp"

namespace kimitok {

// Scratch of one thread. The model and the matcher must outlive it.
class PartEncoder {
 public:
  // `specials` holds the names to recognise; `refuse` makes each a failure instead of a token;
  // `validity` is that of every part.
  PartEncoder(const Tokenizer::Model& model, const SpecialMatcher& specials, bool refuse,
              Validity validity = Validity::unknown);
  ~PartEncoder();
  PartEncoder(const PartEncoder&) = delete;
  PartEncoder& operator=(const PartEncoder&) = delete;

  // Appends the ids of `part`. A byte that is not part of a well-formed character is that byte's
  // token. Fails with `disallowed_special` or the pretokenizer's failure, at the byte's offset in
  // `part`.
  Result<void> encode(std::string_view part, std::vector<TokenId>& ids);

  // From now on uses the model's fast tables, if it has any. They are used without that if they
  // were there when this was made.
  void hurry();

  // As encode(), adding to `tokens` how many ids there are.
  Result<void> count(std::string_view part, std::uint64_t& tokens);

 private:
  template <typename Sink>
  Result<void> encode_part(std::string_view part, Sink& sink);
  template <typename Sink>
  Result<void> encode_text(std::string_view text, std::size_t offset, Sink& sink);
  template <typename Sink>
  Result<void> encode_segment(std::string_view segment, std::size_t offset, Sink& sink);
  template <typename Sink>
  Result<void> encode_fast(std::string_view segment, std::size_t offset, Sink& sink);
  template <typename Sink>
  Result<void> encode_piece(std::string_view piece, Sink& sink);

  const Tokenizer::Model& model_;
  const SpecialMatcher& specials_;
  bool refuse_;
  Validity validity_;
  Pretokenizer::Scratch scratch_;
  Merger merger_;
  std::vector<TokenId> merged_;
  std::array<std::size_t, 512> ends_;
  std::unique_ptr<PieceEncoder> fast_;  // of the model's spare ones
  std::array<std::uint32_t, PieceEncoder::kMaxPieces> fast_ends_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PART_ENCODER_HPP_
