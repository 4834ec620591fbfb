#include "cli/found_flags.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace kimitok::cli {
namespace {

// CLI11 takes `--flag=` for a flag without a value, and gives a meaning of its own to some values
// after the equals sign ("{}" and "true" of a switch). A NUL, which no command line can contain,
// before the value prevents both. unmarked() takes it away again.
constexpr char kMark = '\0';

std::string marked(std::string word) {
  const std::size_t equals = word.find('=');
  if (word.starts_with("--") && equals != std::string::npos) word.insert(equals + 1, 1, kMark);
  return word;
}

std::string unmarked(std::string word) {
  std::erase(word, kMark);
  return word;
}

struct Known {
  const Flag* flag;
  CLI::Option* option;
};

}  // namespace

struct FoundFlags::State {
  void add(const Flag& flag);
  void add_mentioned(const std::vector<std::string>& words);
  bool is_switch(char letter) const;
  bool has_joined_dash(std::string_view word) const;

  std::span<const FlagGroup> groups;
  CLI::App app{"", "kimitok"};
  CLI::Option* short_help = nullptr;
  std::vector<Known> known;  // the mentioned ones
};

namespace {

// Whether a word may be the flag, or hold its letter among others.
bool may_be(const std::string& word, const Flag& flag) {
  if (!word.starts_with('-')) return false;
  if (!word.starts_with("--")) return flag.letter != '\0' && word.find(flag.letter) != word.npos;
  return std::string_view(word).substr(2, word.find('=') - 2) == flag.name;
}

}  // namespace

void FoundFlags::State::add(const Flag& flag) {
  std::string names = fmt::format("--{}", flag.name);
  if (flag.letter != '\0' && flag.name != "help") names += fmt::format(",-{}", flag.letter);
  CLI::Option* option =
      flag.takes_value() && !flag.value_is_optional ? app.add_option(names) : app.add_flag(names);
  option->take_all();
  known.push_back({&flag, option});
}

// CLI11 takes longer to learn of all the flags than to parse a command line, and what no word can
// be cannot be found.
void FoundFlags::State::add_mentioned(const std::vector<std::string>& words) {
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      const auto is_flag = [&flag](const std::string& word) { return may_be(word, flag); };
      if (std::any_of(words.begin(), words.end(), is_flag)) add(flag);
    }
  }
}

bool FoundFlags::State::is_switch(char letter) const {
  return letter == 'h' || std::any_of(known.begin(), known.end(), [letter](const Known& candidate) {
           return candidate.flag->letter == letter && !candidate.flag->takes_value();
         });
}

// Of joined switches such as -qv. CLI11 takes the last dash of "-q-" for a "--".
bool FoundFlags::State::has_joined_dash(std::string_view word) const {
  if (!word.starts_with('-') || word.starts_with("--")) return false;
  word.remove_prefix(1);
  while (!word.empty() && is_switch(word.front())) word.remove_prefix(1);
  return word.starts_with('-');
}

FoundFlags::FoundFlags(std::span<const FlagGroup> groups, OtherWords others)
    : state_(std::make_unique<State>()) {
  state_->groups = groups;
  state_->app.set_help_flag();
  state_->short_help = state_->app.add_flag("-h");
  if (others == OtherWords::collect) {
    state_->app.allow_extras();
  } else {
    state_->app.prefix_command();
  }
}

FoundFlags::~FoundFlags() = default;

Result<void> FoundFlags::parse(const std::vector<std::string>& words) {
  state_->add_mentioned(words);
  for (const std::string& word : words) {
    if (word == "--") break;
    if (state_->has_joined_dash(word)) {
      return fail(Error(ErrorCode::usage, fmt::format("unknown flag {}", word))
                      .with_remedy("see kimitok --help"));
    }
  }
  std::vector<std::string> reversed;
  std::transform(words.rbegin(), words.rend(), std::back_inserter(reversed), marked);
  try {
    state_->app.parse(std::move(reversed));
  } catch (const CLI::ArgumentMismatch& error) {
    // "--name: 1 required ... missing"
    const std::string_view text = error.what();
    return fail(Error(ErrorCode::usage, "the value is missing").in(text.substr(0, text.find(':'))));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::usage, error.what());
  }
  return {};
}

std::size_t FoundFlags::count(std::string_view name) const {
  for (const Known& known : state_->known) {
    if (known.flag->name == name) return known.option->count();
  }
  return 0;
}

bool FoundFlags::short_help() const { return state_->short_help->count() > 0; }

std::vector<GivenValue> FoundFlags::values(const Flag& flag) const {
  std::vector<GivenValue> values;
  for (const Known& known : state_->known) {
    if (known.flag != &flag) continue;
    for (const std::string& result : known.option->results()) {
      const bool after_equals = result.starts_with(kMark);
      // A switch has a result of CLI11's own making, which nobody typed.
      const bool typed = after_equals || (flag.takes_value() && !flag.value_is_optional);
      values.push_back({typed ? unmarked(result) : std::string(), after_equals});
    }
  }
  return values;
}

std::vector<std::string> FoundFlags::remaining() const {
  std::vector<std::string> words = state_->app.remaining();
  std::transform(words.begin(), words.end(), words.begin(), unmarked);
  return words;
}

}  // namespace kimitok::cli
