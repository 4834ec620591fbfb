// Reads whole files.
#ifndef KIMITOK_FILE_HPP_
#define KIMITOK_FILE_HPP_

#include <cstddef>
#include <filesystem>
#include <string>

#include "kimitok/error.hpp"

namespace kimitok {

// Fails with `io`, naming the path, if the file cannot be opened or read, is a directory, or holds
// more than `max_bytes`.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes);

}  // namespace kimitok

#endif  // KIMITOK_FILE_HPP_
