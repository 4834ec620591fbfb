// What happens to a text before it is split into pieces, one character after the other: the slow,
// obvious way.
#ifndef KIMITOK_TESTS_REFERENCE_ONE_BY_ONE_HPP_
#define KIMITOK_TESTS_REFERENCE_ONE_BY_ONE_HPP_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kimitok::reference {

// Offset of the first byte that is not part of a well-formed sequence, or the size.
std::size_t valid_prefix(std::string_view bytes);

// How many bytes are not 80 to BF.
std::size_t code_points(std::string_view bytes);

std::size_t line_feeds(std::string_view bytes);

// The stretch at the end of a valid text that agrees on str.isspace().
struct Run {
  std::size_t begin;
  bool space;
};
Run last_run(std::string_view text);

// Where in `text` `names` has its leftmost and there longest name at `from` or later.
struct Found {
  std::size_t begin, end;
  std::size_t name;  // its index
  bool operator==(const Found&) const = default;
};
std::optional<Found> find_name(std::span<const std::string> names, std::string_view text,
                               std::size_t from);

// The first offset, not before `from`, whose rest of `text` is a proper prefix of a name.
std::size_t undecided(std::span<const std::string> names, std::string_view text, std::size_t from);

// Where the parts end into which a text is cut: before each character that would be one too many in
// its slice or run, and around each name, which ends with its index.
struct PartEnd {
  std::size_t at;
  std::optional<std::size_t> name;
  bool operator==(const PartEnd&) const = default;
};
std::vector<PartEnd> part_ends(std::string_view text, std::span<const std::string> names,
                               std::size_t slice, std::size_t run);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_ONE_BY_ONE_HPP_
