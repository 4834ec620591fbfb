#include "cli/parse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/found_flags.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"

namespace kimitok::cli {
namespace {

using Words = std::vector<std::string>;

std::string see_help(std::string_view command) {
  return command.empty() ? "see kimitok --help" : fmt::format("see kimitok {} --help", command);
}

std::string did_you_mean(std::string_view dashes, std::string_view near, std::string_view command) {
  return near.empty() ? see_help(command) : fmt::format("did you mean {}{}?", dashes, near);
}

std::vector<std::string_view> flag_names(std::span<const FlagGroup> groups) {
  std::vector<std::string_view> names;
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) names.push_back(flag.name);
  }
  return names;
}

Error unknown_flag(std::string_view word, std::span<const FlagGroup> groups,
                   std::string_view command) {
  if (word.starts_with("--")) word = word.substr(0, word.find('=', 3));
  const std::string_view name = word.substr(std::min(word.size(), word.find_first_not_of('-')));
  const std::vector<std::string_view> names = flag_names(groups);
  return Error(ErrorCode::usage, fmt::format("unknown flag {}", word))
      .with_remedy(did_you_mean("--", nearest(name, names), command));
}

bool is_flag(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

Error flag_before_command(std::string_view word) {
  std::string_view name = word.substr(0, word.find('='));
  name.remove_prefix(std::min<std::size_t>(2, name.size()));
  for (const Command& command : commands()) {
    if (word.starts_with("--") && find_flag(command, name) != nullptr) {
      return Error(ErrorCode::usage, fmt::format("--{} stands before the command", name))
          .with_remedy("put it after the command");
    }
  }
  return unknown_flag(word, {&global_flags(), 1}, "");
}

Error unknown_command(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    if (!command.hidden) names.push_back(command.name);
  }
  return Error(ErrorCode::usage, fmt::format("unknown command '{}'", word))
      .with_remedy(did_you_mean("", nearest(word, names), ""));
}

Result<void> check_choice(const Flag& flag, std::string_view value) {
  if (std::find(flag.choices.begin(), flag.choices.end(), value) != flag.choices.end()) return {};
  Error error(ErrorCode::usage,
              fmt::format("'{}' is not one of {}", value, fmt::join(flag.choices, ", ")));
  const std::string_view near = nearest(value, flag.choices);
  if (near.empty()) return fail(std::move(error));
  return fail(std::move(error).with_remedy(fmt::format("did you mean {}?", near)));
}

Result<void> check_value(const Flag& flag, std::string_view value) {
  if (flag.value_is_optional && value.empty()) return {};
  switch (flag.value) {
    case Value::choice:
      return check_choice(flag, value);
    case Value::choice_list: {
      auto parts = parse_list(value);
      if (!parts) return fail(std::move(parts).error());
      for (const std::string& part : *parts) {
        if (auto checked = check_choice(flag, part); !checked) return checked;
      }
      return {};
    }
    case Value::number: {
      auto number = parse_number(value, 0, std::numeric_limits<std::uint64_t>::max());
      if (!number) return fail(std::move(number).error());
      return {};
    }
    case Value::none:
    case Value::text:
    case Value::file:
    case Value::directory:
    case Value::path:
    case Value::model:
    case Value::special:
      return {};
  }
  return {};
}

Result<void> apply_one(const Flag& flag, const GivenValue& value, Args& args) {
  if (!flag.takes_value() && value.after_equals) return fail(ErrorCode::usage, "it takes no value");
  if (flag.value_is_optional && value.after_equals && value.text.empty()) {
    return fail(ErrorCode::usage, "there is nothing after the equals sign");
  }
  if (auto checked = check_value(flag, value.text); !checked) return checked;
  return flag.apply(args, value.text);
}

Result<void> apply_all(const FoundFlags& found, std::span<const FlagGroup> groups, Args& args) {
  for (const FlagGroup& group : groups) {
    for (const Flag& flag : group.flags) {
      const std::string name = fmt::format("--{}", flag.name);
      const std::vector<GivenValue> values = found.values(flag);
      if (flag.takes_value() && flag.times == Times::once && values.size() > 1) {
        return fail(Error(ErrorCode::usage, "given more than once").in(name));
      }
      for (const GivenValue& value : values) {
        auto applied = apply_one(flag, value, args);
        if (!applied) return fail(std::move(applied).error().in(name));
      }
    }
  }
  return {};
}

// The words of `list`, which blanks separate.
std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t blank = list.find(' ');
    words.push_back(list.substr(0, blank));
    list = blank == std::string_view::npos ? std::string_view() : list.substr(blank + 1);
  }
  return words;
}

// What "FILE" in a rule is called where a person reads it.
std::string_view operand_name(Operand operand) {
  switch (operand) {
    case Operand::reference:
      return "the name of a repository";
    case Operand::names:
      return "names";
    default:
      return "names of files";
  }
}

// The names in `list` that are on the command line.
std::vector<std::string> given(std::string_view list, const FoundFlags& found, Operand operand,
                               bool has_operands) {
  std::vector<std::string> names;
  for (const std::string_view name : words_of(list)) {
    if (name == "FILE") {
      if (has_operands) names.emplace_back(operand_name(operand));
    } else if (found.count(name) > 0) {
      names.push_back(fmt::format("--{}", name));
    }
  }
  return names;
}

Result<void> check_rule(const Rule& rule, const FoundFlags& found, Operand operand,
                        bool has_operands) {
  const std::vector<std::string> flags = given(rule.flags, found, operand, has_operands);
  const std::vector<std::string> others = given(rule.others, found, operand, has_operands);
  const auto contradiction = [](const std::string& one, const std::string& other) {
    return fail(ErrorCode::usage, fmt::format("{} does not go with {}", one, other));
  };
  switch (rule.kind) {
    case Rule::Kind::at_most_one:
      if (flags.size() > 1) return contradiction(flags[0], flags[1]);
      return {};
    case Rule::Kind::excludes:
      if (!flags.empty() && !others.empty()) return contradiction(flags[0], others[0]);
      return {};
    case Rule::Kind::needs_one: {
      if (flags.empty() || !others.empty()) return {};
      std::vector<std::string> needed;
      for (const std::string_view name : words_of(rule.others)) {
        needed.push_back(name == "FILE" ? std::string(operand_name(operand))
                                        : fmt::format("--{}", name));
      }
      return fail(ErrorCode::usage,
                  fmt::format("{} needs {}", flags[0], fmt::join(needed, " or ")));
    }
  }
  return {};
}

Result<void> store_shell(const Words& operands, Args& args) {
  if (operands.empty()) {
    return fail(
        Error(ErrorCode::usage, "no shell given").with_remedy("it is one of bash, zsh, fish"));
  }
  const auto* found = std::find(std::begin(kShells), std::end(kShells), operands[0]);
  if (found == std::end(kShells)) {
    return fail(Error(ErrorCode::usage, fmt::format("unknown shell '{}'", operands[0]))
                    .with_remedy("it is one of bash, zsh, fish"));
  }
  args.completion_shell = static_cast<Shell>(found - std::begin(kShells));
  return {};
}

Result<void> store_operands(const Command& command, Words operands, Args& args) {
  const auto at_most = [&](std::size_t most) -> Result<void> {
    if (operands.size() <= most) return {};
    return fail(Error(ErrorCode::usage, fmt::format("unexpected word {}", operands[most]))
                    .with_remedy(see_help(command.name)));
  };
  switch (command.operand) {
    case Operand::files:
      args.input.files = std::move(operands);
      return {};
    case Operand::none:
      return at_most(0);
    case Operand::reference:
      if (auto few = at_most(1); !few) return few;
      if (operands.empty()) return {};
      // A variable of the shell that is not set asks for nothing, least of all for everything.
      if (auto reference = parse_nonempty(operands[0]); !reference) {
        return fail(std::move(reference).error().in("the name of a repository"));
      }
      args.fetch.reference = operands[0];
      return {};
    case Operand::names:
      command.names(args) = std::move(operands);
      return {};
    case Operand::candidates:
      if (operands.size() != 1 ||
          std::ranges::find(kCandidates, operands[0]) == std::end(kCandidates)) {
        return fail(ErrorCode::usage,
                    fmt::format("complete needs one of {}", fmt::join(kCandidates, ", ")));
      }
      args.candidates = operands[0];
      return {};
    case Operand::shell:
      if (auto few = at_most(1); !few) return few;
      return store_shell(operands, args);
    case Operand::command:
      if (auto few = at_most(1); !few) return few;
      if (operands.empty()) return {};
      if (find_command(operands[0]) == nullptr) return fail(unknown_command(operands[0]));
      args.help_topic = operands[0];
      return {};
    case Operand::generate:
      if (operands.size() != 2 || (operands[0] != "man" && operands[0] != "completions")) {
        return fail(ErrorCode::usage, "generate needs man or completions, and a directory");
      }
      args.input.files = std::move(operands);
      return {};
  }
  return {};
}

// The operands of a command: what CLI11 did not know, without the `--` that ends flags. A flag
// among them is an unknown one.
Result<Words> operands_of(const FoundFlags& found, const Command& command) {
  Words words = found.remaining();
  const auto end = std::find(words.begin(), words.end(), "--");
  const auto unknown = std::find_if(words.begin(), end, is_flag);
  if (unknown != end) return fail(unknown_flag(*unknown, command.groups, command.name));
  if (end != words.end()) words.erase(end);
  return words;
}

// Help or the version, if they are asked for.
std::optional<Request> asked_for(const FoundFlags& found, std::string_view command) {
  Request request;
  request.args.command = command;
  if (found.count("help") > 0 || found.short_help()) {
    request.action = found.count("help") > 0 ? Action::full_help : Action::short_help;
    return request;
  }
  if (found.count("version") > 0) {
    request.action = Action::show_version;
    request.args.version_json = found.count("json") > 0;
    return request;
  }
  return std::nullopt;
}

Result<Request> parse_command(const Command& command, const Words& words) {
  FoundFlags found(command.groups, FoundFlags::OtherWords::collect);
  if (auto parsed = found.parse(words); !parsed) return fail(std::move(parsed).error());
  if (auto request = asked_for(found, command.name)) return std::move(*request);

  auto operands = operands_of(found, command);
  if (!operands) return fail(std::move(operands).error());
  Request request;
  request.args.command = command.name;
  if (auto applied = apply_all(found, command.groups, request.args); !applied)
    return fail(std::move(applied).error());
  for (const Rule& rule : command.rules) {
    auto checked = check_rule(rule, found, command.operand, !operands->empty());
    if (!checked) return fail(std::move(checked).error());
  }
  auto stored = store_operands(command, std::move(*operands), request.args);
  if (!stored) return fail(std::move(stored).error());
  if (command.check != nullptr) {
    if (auto checked = command.check(request.args); !checked)
      return fail(std::move(checked).error());
  }
  return request;
}

Result<void> ignore_value(Args&, std::string_view) { return {}; }
constexpr Flag kVersionFlags[] = {{.name = "json", .apply = ignore_value}};

}  // namespace

Result<Request> parse(std::span<const std::string> words) {
  // The command is the first word that is neither a global flag nor its value.
  const FlagGroup before_command[] = {global_flags(), {"", kVersionFlags}};
  FoundFlags found(before_command, FoundFlags::OtherWords::stop);
  Words all(words.begin(), words.end());
  if (auto parsed = found.parse(all); !parsed) return fail(std::move(parsed).error());

  const Words rest = found.remaining();
  const Command* command = rest.empty() ? nullptr : find_command(rest[0]);
  if (auto request = asked_for(found, command == nullptr ? "" : command->name)) {
    return std::move(*request);
  }
  if (rest.empty() || rest[0] == "--") {
    return fail(Error(ErrorCode::usage, "no command given").with_remedy(see_help("")));
  }
  if (is_flag(rest[0])) return fail(flag_before_command(rest[0]));
  if (command == nullptr) return fail(unknown_command(rest[0]));
  if (found.count("json") > 0) return fail(flag_before_command("--json"));

  all.erase(all.end() - static_cast<std::ptrdiff_t>(rest.size()));
  return parse_command(*command, all);
}

}  // namespace kimitok::cli
