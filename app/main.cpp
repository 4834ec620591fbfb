// Parses the command line, runs the command, and ends with its exit status.
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/exit_status.hpp"
#include "cli/generate.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "cli/values.hpp"
#include "cli/version.hpp"
#include "command.hpp"
#include "image_at_end.hpp"
#include "kimitok/cpu_tier.hpp"
#include "messages.hpp"
#include "output.hpp"
#include "standard_streams.hpp"

namespace {

using kimitok::Error;
using kimitok::ErrorCode;
using kimitok::Result;
using kimitok::app::Messages;
using kimitok::app::Output;
namespace app = kimitok::app;
namespace cli = kimitok::cli;

int report(const Error& error) {
  if (error.code() != ErrorCode::broken_pipe) Messages(cli::GlobalArgs()).error(error);
  return cli::exit_status(error.code());
}

Result<void> write_file(const std::string& path, std::string_view content) {
  auto output = Output::open(path);
  if (!output) return fail(std::move(output).error());
  if (auto written = output->write(content); !written) return written;
  return output->commit();
}

int print(std::string_view text) {
  auto printed = write_file("-", text);
  return printed ? cli::kExitDone : report(printed.error());
}

std::size_t help_width() {
  constexpr std::size_t kNarrowest = 40, kUsual = 80, kWidest = 100;
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    if (auto width = cli::parse_number(columns, 1, 10000)) {
      return std::clamp<std::size_t>(*width, kNarrowest, kWidest);
    }
  }
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
}

std::string help(std::string_view command_name, cli::Action action) {
  const std::size_t width = help_width();
  const cli::Command* command = cli::find_command(command_name);
  if (action == cli::Action::short_help) {
    return command == nullptr ? cli::short_help(width) : cli::short_help(*command, width);
  }
  return command == nullptr ? cli::full_help(width) : cli::full_help(*command, width);
}

int generate(const cli::Args& args) {
  const std::string& directory = args.input.files[1];
  for (const cli::GeneratedFile& file :
       args.input.files[0] == "man" ? cli::man_pages() : cli::completions()) {
    auto written = write_file(fmt::format("{}/{}", directory, file.name), file.content);
    if (!written) return report(written.error());
  }
  return cli::kExitDone;
}

// Tests run all forms of the library on one machine.
Result<void> obey_cpu_tier() {
  const char* tier = std::getenv("KIMITOK_CPU_TIER");
  if (tier == nullptr || *tier == '\0') return {};
  auto used = kimitok::use_cpu_tier(tier);
  if (!used) return fail(std::move(used).error().in("KIMITOK_CPU_TIER"));
  return {};
}

int run(const cli::Args& args) {
  if (args.command == "encode") return app::run_encode(args);
  if (args.command == "decode") return app::run_decode(args);
  if (args.command == "count") return app::run_count(args);
  if (args.command == "inspect") return app::run_inspect(args);
  if (args.command == "fetch") return app::run_fetch(args);
  if (args.command == "update") return app::run_update(args);
  if (args.command == "verify") return app::run_verify(args);
  if (args.command == "complete") return app::run_complete(args);
  if (args.command == "completion") return print(cli::completion(*args.completion_shell));
  if (args.command == "help") return print(help(args.help_topic, cli::Action::full_help));
  return generate(args);
}

int kimitok_main(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::fputs(help("", cli::Action::short_help).c_str(), stderr);
    return cli::kExitUsage;
  }
  if (auto obeyed = obey_cpu_tier(); !obeyed) return report(obeyed.error());
  auto request = cli::parse(words);
  if (!request) return report(request.error());
  switch (request->action) {
    case cli::Action::run: {
      const int status = run(request->args);
      app::make_image_now();
      return status;
    }
    case cli::Action::short_help:
    case cli::Action::full_help:
      return print(help(request->args.command, request->action));
    case cli::Action::show_version:
      return print(request->args.version_json ? cli::version_json() : cli::version_text());
  }
  return cli::kExitBug;
}

}  // namespace

int main(int argc, char** argv) {
  app::occupy_closed_streams();
  try {
    return kimitok_main(std::vector<std::string>(argv + std::min(argc, 1), argv + argc));
  } catch (const std::exception& exception) {
    Messages(cli::GlobalArgs())
        .error(Error(ErrorCode::usage, fmt::format("internal error: {}", exception.what()))
                   .with_remedy("please report it"));
    return cli::kExitBug;
  }
}
