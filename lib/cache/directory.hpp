// An open directory. Below the root of the cache each is reached from the one above it, one step at
// a time, and never through a link: whoever else may write to the cache cannot lead us out of it.
#ifndef KIMITOK_CACHE_DIRECTORY_HPP_
#define KIMITOK_CACHE_DIRECTORY_HPP_

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cache/descriptor.hpp"
#include "kimitok/error.hpp"
#include "kimitok/system.hpp"

namespace kimitok {

class Directory {
 public:
  // The root of a cache, wherever links on the way to it lead. Nothing if there is none. Fails with
  // `io`: not a directory, not to be opened.
  static Result<std::optional<Directory>> find_root(System& system,
                                                    const std::filesystem::path& path);
  // Makes what is missing of `path`, which is absolute.
  static Result<Directory> make_root(System& system, const std::filesystem::path& path);

  // The directory that `steps` lead to from here. Nothing if one of them is missing or is no
  // directory. Fails with `io`: one of them is a link, or cannot be opened.
  Result<std::optional<Directory>> find(const std::vector<std::string>& steps) const;
  // Makes what is missing, with mode 0777 less the umask. What is no directory is `io` too.
  Result<Directory> make(const std::vector<std::string>& steps) const;

  // The same directory, opened once more.
  Result<Directory> again() const;

  // Makes the names in it last through a power cut.
  Result<void> sync() const;

  System& system() const { return descriptor_.system(); }
  int fd() const { return descriptor_.number(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  Directory(Descriptor descriptor, std::filesystem::path path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}
  Result<std::optional<Directory>> find_step(const std::string& name) const;
  Result<Directory> make_step(const std::string& name) const;

  Descriptor descriptor_;
  std::filesystem::path path_;
};

}  // namespace kimitok

#endif  // KIMITOK_CACHE_DIRECTORY_HPP_
