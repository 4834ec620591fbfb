// SHA-256 and SHA-1, by OpenSSL's libcrypto.
#ifndef KIMITOK_DIGEST_HPP_
#define KIMITOK_DIGEST_HPP_

#include <memory>
#include <string>
#include <string_view>

namespace kimitok {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void update(std::string_view bytes);
  std::string hex();  // of everything so far: 64 lower-case digits; ends the digest

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string sha256_hex(std::string_view bytes);

// git's names for its objects are made with it. It proves nothing against an attacker: where bytes
// must be those that were promised, Sha256 says so.
class Sha1 {
 public:
  Sha1();
  Sha1(Sha1&&) noexcept;
  Sha1& operator=(Sha1&&) noexcept;
  ~Sha1();

  void update(std::string_view bytes);
  std::string hex();  // of everything so far: 40 lower-case digits; ends the digest

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace kimitok

#endif  // KIMITOK_DIGEST_HPP_
