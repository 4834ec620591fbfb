// What of a set of flags stands on a command line, found by CLI11.
#ifndef KIMITOK_APP_CLI_FOUND_FLAGS_HPP_
#define KIMITOK_APP_CLI_FOUND_FLAGS_HPP_

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "kimitok/error.hpp"

namespace kimitok::cli {

// A flag as it was given once.
struct GivenValue {
  std::string text;           // empty for a switch
  bool after_equals = false;  // --flag=text
};

class FoundFlags {
 public:
  // What becomes of the first word that is neither a flag of these groups nor the value of one.
  enum class OtherWords {
    collect,  // it and the others like it remain
    stop      // it and all words after it remain
  };

  // The groups outlive this.
  FoundFlags(std::span<const FlagGroup> groups, OtherWords others);
  ~FoundFlags();
  FoundFlags(const FoundFlags&) = delete;
  FoundFlags& operator=(const FoundFlags&) = delete;

  // Once. Fails with `usage`: joined switches with a dash among them, a value that is missing.
  Result<void> parse(const std::vector<std::string>& words);

  std::size_t count(std::string_view name) const;
  bool short_help() const;  // -h
  std::vector<GivenValue> values(const Flag& flag) const;
  std::vector<std::string> remaining() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_FOUND_FLAGS_HPP_
