// A file or link that is made under a name of its own, and given its place when it is whole.
#ifndef KIMITOK_CACHE_TEMPORARY_HPP_
#define KIMITOK_CACHE_TEMPORARY_HPP_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cache/cached_file.hpp"
#include "cache/descriptor.hpp"
#include "cache/directory.hpp"
#include "kimitok/error.hpp"

namespace kimitok {

// Gone with this object, unless placed. Errors name `place`, the path it is made for.
class Temporary {
 public:
  using Naming = std::function<std::string()>;  // another name at each call

  // An empty file of mode 0666 less the umask in `directory`.
  static Result<Temporary> create_file(const Directory& directory, const Naming& naming,
                                       std::filesystem::path place);
  // A link with this text. Nothing where there can be none: the disk has no links, or we may not
  // make any.
  static Result<std::optional<Temporary>> create_link(const Directory& directory,
                                                      const Naming& naming,
                                                      std::filesystem::path place,
                                                      const std::string& text);

  Temporary(Temporary&& other) noexcept;
  Temporary& operator=(Temporary&& other) noexcept;
  ~Temporary() { remove(); }

  // What a file holds; these are not for a link.
  Result<void> append(std::string_view bytes);
  Result<void> truncate();  // to nothing
  std::uint64_t size() const { return size_; }
  Result<CachedFile> reopen() const;  // to be read from its first byte

  // Writes it to disk, and gives it its name in `target` (or in its own directory), in place of
  // what has that name there now. A directory in the way is `io`.
  Result<void> put(const Directory& target, const std::string& name);
  Result<void> put(const std::string& name) { return put(directory_, name); }

 private:
  Temporary(Directory directory, std::string name, Descriptor file, std::filesystem::path place);
  Failure cannot(std::string_view done) const;  // for errno
  Result<void> flush();
  void remove() noexcept;

  Directory directory_;
  std::string name_;  // empty: nothing to remove
  Descriptor file_;   // not open for a link
  std::filesystem::path place_;
  std::uint64_t size_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_CACHE_TEMPORARY_HPP_
