// The file that says which commit a branch or tag led to.
#ifndef KIMITOK_CACHE_REF_HPP_
#define KIMITOK_CACHE_REF_HPP_

#include <optional>
#include <string>

#include "cache/directory.hpp"
#include "kimitok/error.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

// Nothing if there is no such file, or if it holds anything but 40 digits: a newline at the end is
// too much for huggingface_hub as well (fetch.md 1.3). Fails with `io` where it cannot be read.
Result<std::optional<Commit>> commit_of_ref(const Directory& directory, const std::string& name);

}  // namespace kimitok

#endif  // KIMITOK_CACHE_REF_HPP_
