// The commands: each does its work, reports what goes wrong on stderr and returns the exit status.
#ifndef KIMITOK_APP_COMMAND_HPP_
#define KIMITOK_APP_COMMAND_HPP_

#include "cli/args.hpp"

namespace kimitok::app {

int run_encode(const cli::Args& args);
int run_decode(const cli::Args& args);
int run_count(const cli::Args& args);
int run_inspect(const cli::Args& args);
int run_fetch(const cli::Args& args);
int run_update(const cli::Args& args);
int run_verify(const cli::Args& args);
int run_complete(const cli::Args& args);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COMMAND_HPP_
