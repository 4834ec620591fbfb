// Which file a path leads to, and in which state: by what changes whenever its bytes do.
//
// As with git's index, a file whose device, inode, size and times are the same is taken to hold the
// same bytes. Size and modification time can be set back by anyone who may write the file; the time
// of its last change of status cannot, so it notices that too. What it cannot tell is a change
// within the clock's grain (see is_settled()), one at a time that a clock set back has shown
// before, or one written through a mapping that had been written to before and not been synced
// since.
#ifndef KIMITOK_IMAGE_FILE_IDENTITY_HPP_
#define KIMITOK_IMAGE_FILE_IDENTITY_HPP_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace kimitok {

class FileIdentity {
 public:
  // Of the regular file that opening `path` gives. Nothing if that is not possible, or if it is
  // another kind of file.
  static std::optional<FileIdentity> of(const std::filesystem::path& path);

  // Whether the file was last changed, as its times say, at least two seconds before this identity
  // was taken: a change since then would have got another time. (git's "racy" entries: Source:
  // https://git-scm.com/docs/racy-git.)
  bool is_settled() const noexcept { return settled_; }

  // All of it in one line, without its end.
  const std::string& text() const noexcept { return text_; }

  bool operator==(const FileIdentity& other) const { return text_ == other.text_; }

 private:
  std::string text_;
  bool settled_ = false;
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_FILE_IDENTITY_HPP_
