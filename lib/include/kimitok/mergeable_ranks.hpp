// The tokens that byte pair encoding can produce: bytes <-> id.
#ifndef KIMITOK_MERGEABLE_RANKS_HPP_
#define KIMITOK_MERGEABLE_RANKS_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// Immutable after create(): const members may be called from any thread. Copies share what they
// hold, and views that bytes_of() gave live as long as one of them does.
class MergeableRanks {
 public:
  struct Entry {
    std::string_view bytes;  // need only live until create() returns
    TokenId id;
  };

  // Takes the tokens in any order. Fails with `model_malformed` if an id or a token comes twice, a
  // token is empty, an id is above kMaxId, or one of the 256 single bytes is missing, or if tokens
  // were made to have the same hash, too many to tell them apart quickly. Ids may have gaps.
  static Result<MergeableRanks> create(const std::vector<Entry>& entries);

  // Tokens with the ids 0 .. n-1: `id` has the bytes [offsets[id], offsets[id + 1]) of `arena`.
  struct Dense {
    std::unique_ptr<char[]> arena;
    std::vector<std::uint32_t> offsets;  // n + 1 of them, ascending from 0
  };

  // The same for tokens that are in order already, which it takes as they are.
  static Result<MergeableRanks> create(Dense tokens);

  // The id of the token with exactly these bytes, kNoToken if there is none.
  TokenId find(std::string_view bytes) const noexcept;

  // The bytes of a token; empty for an id without one.
  std::string_view bytes_of(TokenId id) const noexcept {
    if (id >= end_id_) return {};
    return {arena_ + offsets_[id], offsets_[id + std::size_t{1}] - offsets_[id]};
  }

  bool contains(TokenId id) const noexcept { return !bytes_of(id).empty(); }
  TokenId id_of_byte(unsigned char byte) const noexcept { return byte_ids_[byte]; }

  std::size_t size() const noexcept { return size_; }  // tokens, gaps not counted
  TokenId end_id() const noexcept { return end_id_; }  // one above the highest id
  std::size_t max_token_bytes() const noexcept { return max_token_bytes_; }
  bool is_dense() const noexcept { return size_ == end_id_; }  // ids are 0 .. size()-1

  static constexpr TokenId kMaxId = (1u << 24) - 1;

  struct Tables;  // internal
  const Tables& tables() const noexcept { return *tables_; }

  // Over tables that were made from such ranks before. Nothing if a token's bytes would not lie
  // within the arena, an id be above kMaxId, or one of the 256 single bytes not have the id that is
  // given for it: `tables` are then not what they should be. Internal.
  static std::optional<MergeableRanks> over(std::shared_ptr<const Tables> tables);

 private:
  MergeableRanks() = default;
  void refer_to(std::shared_ptr<const Tables> tables);

  // Fills the other tables from the arena and the offsets, where ids may have gaps. Fails as
  // create() does.
  static Result<MergeableRanks> index(Dense tokens);

  std::shared_ptr<const Tables> tables_;
  const char* arena_ = nullptr;  // of tables_, as are the next two
  const std::uint32_t* offsets_ = nullptr;
  const TokenId* byte_ids_ = nullptr;
  std::size_t size_ = 0;
  TokenId end_id_ = 0;
  std::size_t max_token_bytes_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_MERGEABLE_RANKS_HPP_
