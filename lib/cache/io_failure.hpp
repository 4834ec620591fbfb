// What the operating system refused, as an error for a person.
#ifndef KIMITOK_CACHE_IO_FAILURE_HPP_
#define KIMITOK_CACHE_IO_FAILURE_HPP_

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "kimitok/error.hpp"
#include "kimitok/system.hpp"

namespace kimitok {

// "PATH: cannot be DONE: CAUSE" with `io`, for the errno `cause`. Where the cache is not ours to
// write the remedy says how to choose another.
Failure io_failure(const std::filesystem::path& path, std::string_view done, int cause);

// The same for something that is wrong with what lies at `path`: "PATH: is a directory".
Failure io_failure(const std::filesystem::path& path, std::string_view sentence);

// For a write: a full disk is told with the bytes still to be written and those that are free on
// the disk of `directory`; any other cause as above.
Failure write_failure(const std::filesystem::path& path, int cause, std::uint64_t bytes_left,
                      System& system, int directory);

}  // namespace kimitok

#endif  // KIMITOK_CACHE_IO_FAILURE_HPP_
