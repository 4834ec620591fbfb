// Finds where a text may be cut without changing its ids.
#ifndef KIMITOK_TOKENIZER_TEXT_CUTS_HPP_
#define KIMITOK_TOKENIZER_TEXT_CUTS_HPP_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "chunker.hpp"
#include "kimitok/pretokenizer.hpp"
#include "special_matcher.hpp"

namespace kimitok {

// Only for Kimi's split pattern; other patterns have no cuts.
class TextCuts {
 public:
  // `names` are those recognised in the text; must outlive this. `longest` is the longest one's
  // size in bytes.
  TextCuts(const Pretokenizer& pretokenizer, const SpecialMatcher& names, std::size_t longest);

  bool has_any() const noexcept { return is_kimi_; }

  // The first offset not before `from` and below `to` that parts the text: encoding what is before
  // it and what is behind it gives the ids of the whole. Any bytes. Requires: `text` goes on for
  // kLookahead and the longest name behind `to`, or ends the text.
  std::optional<std::size_t> find(std::string_view text, std::size_t from, std::size_t to) const;

  // How far find() may look in a text that may go on: up to what `to`.
  std::size_t decided(std::string_view text) const noexcept;

  // Cuts `part` of `text`, which is a text of its own, into parts of at least `bytes`, as close to
  // that as can be, and appends them.
  void split(std::string_view text, const Part& part, std::size_t bytes,
             std::vector<Part>& parts) const;

 private:
  bool touches_name(std::string_view text, std::size_t begin, std::size_t end) const;

  bool is_kimi_;
  const SpecialMatcher& names_;
  std::size_t longest_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_TEXT_CUTS_HPP_
