// Finds the names of special tokens in text.
#ifndef KIMITOK_TOKENIZER_SPECIAL_MATCHER_HPP_
#define KIMITOK_TOKENIZER_SPECIAL_MATCHER_HPP_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "kimitok/special_tokens.hpp"
#include "name_filter.hpp"

namespace kimitok {

// Immutable: const members may be called from any thread. Where one name is a prefix of another the
// longest that fits wins; tiktoken's choice is an accident of hash order there, and no published
// vocabulary has such names.
class SpecialMatcher {
 public:
  struct Match {
    std::size_t begin, end;
    const SpecialToken* token;
  };

  // The tokens must outlive the matcher. Requires: no name is empty.
  explicit SpecialMatcher(std::vector<const SpecialToken*> tokens, CpuTier tier = cpu_tier());

  // The leftmost name that begins at `from` or later.
  std::optional<Match> find(std::string_view text, std::size_t from) const noexcept;

  // The first offset, not before `from`, whose rest of `text` could grow into a name or a longer
  // name; text.size() if there is none. Matches that begin before it are final, whatever text
  // follows.
  std::size_t undecided(std::string_view text, std::size_t from) const noexcept;

  bool empty() const noexcept { return tokens_.empty(); }
  std::size_t max_name_bytes() const noexcept { return max_name_bytes_; }

 private:
  const SpecialToken* longest_at(std::string_view text) const noexcept;
  bool is_proper_prefix(std::string_view text) const noexcept;

  std::vector<const SpecialToken*> tokens_;  // by name, bytewise
  std::vector<std::string_view> names_;      // theirs
  std::vector<std::size_t> up_to_shorter_;   // of each, as longest_at() needs it
  NameFilter filter_;
  FindCandidate find_candidate_;
  std::array<bool, 256> begins_{};  // which bytes a name begins with
  std::size_t max_name_bytes_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_SPECIAL_MATCHER_HPP_
