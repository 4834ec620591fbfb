#include "count/tally.hpp"

#include <algorithm>
#include <utility>

namespace kimitok::app {

void Tally::add(std::string name, const Counts& counts) {
  tokens_ += counts.tokens;
  rows_.push_back({std::move(name), counts});
}

std::optional<std::uint64_t> Tally::worth_counting() const {
  if (!args_.fast_fail || !args_.budget) return std::nullopt;
  return *args_.budget - std::min(*args_.budget, tokens_);
}

}  // namespace kimitok::app
