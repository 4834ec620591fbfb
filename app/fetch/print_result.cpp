#include "fetch/print_result.hpp"

#include <string_view>

#include "fetch/error_json.hpp"
#include "output.hpp"

namespace kimitok::app {
namespace {

Result<void> print(std::string_view text) {
  auto output = Output::open("");
  if (!output) return fail(std::move(output).error());
  if (auto written = output->write(text); !written) return written;
  return output->commit();
}

}  // namespace

int print_result(const Result<std::string>& text, bool json, Outcome& outcome) {
  if (!text) outcome.failed(text.error());
  if (!text && !json) return outcome.status();
  if (auto printed = print(text ? *text : error_json(text.error())); !printed) {
    outcome.failed(printed.error());
  }
  return outcome.status();
}

}  // namespace kimitok::app
