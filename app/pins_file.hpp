// kimitok.lock on disk.
#ifndef KIMITOK_APP_PINS_FILE_HPP_
#define KIMITOK_APP_PINS_FILE_HPP_

#include <optional>
#include <string>

#include "kimitok/pins.hpp"

namespace kimitok::app {

inline constexpr const char* kPinsFileName = "kimitok.lock";

struct PinsFile {
  Pins pins;
  std::string bytes;    // what was read; empty: there was no file
  std::string warning;  // which unknown key was ignored; empty: none

  bool is_canonical() const { return bytes == pins.json(); }
};

// Nothing if there is no such file. Fails with `pins_invalid` (naming the path), or `io`.
Result<std::optional<PinsFile>> read_pins(const std::string& path, Pins::UnknownKeys unknown);

// Replaces the file whole. Fails with `pins_invalid` if it no longer holds `before`, which was read
// from it (empty: there was none); writes nothing if nothing changes.
Result<void> write_pins(const std::string& path, const Pins& pins, const std::string& before);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_PINS_FILE_HPP_
