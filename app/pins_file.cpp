#include "pins_file.hpp"

#include <fmt/core.h>

#include <filesystem>
#include <utility>

#include "kimitok/file.hpp"
#include "output.hpp"

namespace kimitok::app {
namespace {

namespace fs = std::filesystem;

Failure invalid(const std::string& path, std::string sentence) {
  return fail(Error(ErrorCode::pins_invalid, std::move(sentence)).in(path));
}

// Nothing if there is no such file.
Result<std::optional<std::string>> bytes_of(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return std::optional<std::string>();
  if (status.type() == fs::file_type::none) {
    return fail(Error(ErrorCode::io, "cannot be looked at: " + error.message()).in(path));
  }
  // Reading a FIFO would wait for a writer.
  if (!fs::is_regular_file(status)) return invalid(path, "is no regular file");
  if (fs::file_size(path, error) > Pins::kMaxBytes && !error) {
    return invalid(path, fmt::format("holds more than {} bytes", Pins::kMaxBytes));
  }
  auto bytes = read_file(path, Pins::kMaxBytes);
  if (!bytes) return fail(std::move(bytes).error());
  return std::optional(*std::move(bytes));
}

}  // namespace

Result<std::optional<PinsFile>> read_pins(const std::string& path, Pins::UnknownKeys unknown) {
  auto bytes = bytes_of(path);
  if (!bytes) return fail(std::move(bytes).error());
  if (!*bytes) return std::optional<PinsFile>();
  auto pins = Pins::parse(**bytes, Pins::UnknownKeys::refuse);
  if (pins) return std::optional(PinsFile{*std::move(pins), *std::move(*bytes), {}});
  Error refusal = std::move(pins).error().in(path);
  if (unknown == Pins::UnknownKeys::refuse) return fail(std::move(refusal));
  auto known = Pins::parse(**bytes, Pins::UnknownKeys::ignore);
  if (!known) return fail(std::move(known).error().in(path));
  return std::optional(PinsFile{*std::move(known), *std::move(*bytes), refusal.message()});
}

Result<void> write_pins(const std::string& path, const Pins& pins, const std::string& before) {
  const std::string json = pins.json();
  const auto now = bytes_of(path);
  if (!now) return fail(now.error());
  if (now->value_or("") != before) {
    return fail(Error(ErrorCode::pins_invalid, "has been changed by somebody else meanwhile")
                    .in(path)
                    .with_remedy("nothing was written; run the command again"));
  }
  if (json == before) return {};
  auto output = Output::open(path);
  if (!output) return fail(std::move(output).error());
  if (auto written = output->write(json); !written) return written;
  return output->commit();
}

}  // namespace kimitok::app
