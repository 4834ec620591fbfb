// Goes through a command's inputs, one after another.
#ifndef KIMITOK_APP_EACH_INPUT_HPP_
#define KIMITOK_APP_EACH_INPUT_HPP_

#include <vector>

#include "exit.hpp"
#include "input.hpp"
#include "progress.hpp"

namespace kimitok::app {

// The bytes of all inputs together, if each is a file or a text.
std::optional<std::uint64_t> total_size(const std::vector<InputName>& names);

// Says on stderr that the program is waiting, where it reads from a terminal and nobody asked it
// to.
void hint_at_terminal(const Input& input, const Messages& messages);

// Refuses to read what is being written: the program would destroy it or follow its own tail.
template <typename Destination>
Result<void> check_distinct(const Input& input, const Destination& output) {
  const auto status = input.status();
  if (!status || !output.is_same_file(*status)) return {};
  return fail(Error(ErrorCode::usage, "the input is also the output")
                  .in(input.name())
                  .with_remedy("write to another file and rename it"));
}

// Opens each input and gives it to `take(name, input)`. A failure is reported and the next input
// taken; the rest is left alone with `fail_fast`, once the reader of our output has gone away, and
// once `may_go_on()` says no.
template <typename Take, typename MayGoOn>
void for_each_input(const std::vector<InputName>& names, bool fail_fast, const Messages& messages,
                    Outcome& outcome, Take take, MayGoOn may_go_on) {
  for (const InputName& name : names) {
    if (outcome.pipe_is_broken() || !may_go_on()) return;
    auto input = Input::open(name);
    if (input) hint_at_terminal(*input, messages);
    const Result<void> taken =
        input ? take(name, *input) : Result<void>(fail(std::move(input).error()));
    if (taken) continue;
    outcome.failed(taken.error());
    if (fail_fast) return;
  }
}

}  // namespace kimitok::app

#endif  // KIMITOK_APP_EACH_INPUT_HPP_
