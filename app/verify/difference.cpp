#include "verify/difference.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace kimitok::app {
namespace {

constexpr std::size_t kShownAround = 5;

template <typename Items>
std::size_t first_difference(const Items& a, const Items& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// The part of `items` around `index`, each made presentable by `show`.
template <typename Item, typename Show>
ShownWindow window(const std::vector<Item>& items, std::size_t index, Show show) {
  const std::size_t begin = index - std::min(index, kShownAround);
  const std::size_t end = std::min(items.size(), index + kShownAround + 1);
  ShownWindow shown{begin, items.size(), {}};
  for (std::size_t i = begin; i < end; ++i) shown.tokens.push_back(show(items[i]));
  return shown;
}

}  // namespace

std::string Difference::message() const {
  return byte ? fmt::format("{}, at byte {} of the text", sentence, *byte) : sentence;
}

std::optional<Difference> difference_of_ids(const Vocabulary& vocabulary,
                                            const std::vector<TokenId>& expected,
                                            const std::vector<TokenId>& actual) {
  if (expected == actual) return std::nullopt;
  const std::size_t index = first_difference(expected, actual);
  std::uint64_t byte = 0;
  for (std::size_t i = 0; i < index; ++i) byte += vocabulary.bytes_of(actual[i])->size();
  const auto show = [&vocabulary](TokenId id) {
    return ShownToken{id, std::string(vocabulary.bytes_of(id).value_or(""))};
  };
  return Difference{fmt::format("token {} differs", index), index, byte,
                    window(expected, index, show), window(actual, index, show)};
}

std::optional<Difference> difference_of_pieces(const std::vector<std::string>& expected,
                                               const std::vector<std::string>& actual) {
  if (expected == actual) return std::nullopt;
  const std::size_t index = first_difference(expected, actual);
  std::uint64_t byte = 0;
  for (std::size_t i = 0; i < index; ++i) byte += expected[i].size();
  const auto show = [](const std::string& piece) { return ShownToken{std::nullopt, piece}; };
  return Difference{fmt::format("piece {} differs", index), index, byte,
                    window(expected, index, show), window(actual, index, show)};
}

std::optional<Difference> difference_of_texts(std::string_view expected, std::string_view actual,
                                              std::string sentence) {
  if (expected == actual) return std::nullopt;
  return Difference{std::move(sentence), std::nullopt, first_difference(expected, actual), {}, {}};
}

}  // namespace kimitok::app
