// How to see in a shell what a golden record is compared with.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_COMMAND_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_COMMAND_HPP_

#include <cstdint>
#include <string>

#include "verify/golden.hpp"

namespace kimitok::app {

// A command whose output is what `expectation` of `record` is compared with; a short text stands in
// the command itself, a long one is read from the file. `model_flags` is from model_flags().
std::string reproducing_command(const GoldenRecord& record, const GoldenExpectation& expectation,
                                const std::string& file, std::uint64_t line,
                                Chunking model_chunking, const std::string& model_flags);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_COMMAND_HPP_
