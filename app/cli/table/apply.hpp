// What the entries of the table do with their values.
#ifndef KIMITOK_APP_CLI_TABLE_APPLY_HPP_
#define KIMITOK_APP_CLI_TABLE_APPLY_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "cli/args.hpp"
#include "cli/values.hpp"

namespace kimitok::cli {

// A named value of an enumeration. One array of these is both what the parser accepts and what the
// completions offer.
template <typename T>
struct Named {
  std::string_view name;
  T value;
};

template <typename T, std::size_t N>
constexpr std::array<std::string_view, N> names_of(const Named<T> (&named)[N]) {
  std::array<std::string_view, N> names;
  for (std::size_t i = 0; i < N; ++i) names[i] = named[i].name;
  return names;
}

// Stores the value that `text` names. The parser has checked that there is one.
template <typename Field, typename T, std::size_t N>
Result<void> choose(Field& field, const Named<T> (&named)[N], std::string_view text) {
  for (const Named<T>& candidate : named) {
    if (candidate.name == text) field = candidate.value;
  }
  return {};
}

inline Result<void> store(bool& field) {
  field = true;
  return {};
}

template <typename Field>
Result<void> store_text(Field& field, std::string_view text) {
  auto value = parse_nonempty(text);
  if (!value) return fail(std::move(value).error());
  field = std::move(*value);
  return {};
}

inline Result<void> append_text(std::vector<std::string>& field, std::string_view text) {
  auto value = parse_nonempty(text);
  if (!value) return fail(std::move(value).error());
  field.push_back(std::move(*value));
  return {};
}

template <typename Field>
Result<void> store_number(Field& field, std::string_view text, std::uint64_t least,
                          std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
  auto number = parse_number(text, least, most);
  if (!number) return fail(std::move(number).error());
  field = static_cast<typename std::conditional_t<std::is_integral_v<Field>, Field, std::uint64_t>>(
      *number);
  return {};
}

inline Result<void> store_list(std::vector<std::string>& field, std::string_view text) {
  auto list = parse_list(text);
  if (!list) return fail(std::move(list).error());
  field = std::move(*list);
  return {};
}

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_TABLE_APPLY_HPP_
