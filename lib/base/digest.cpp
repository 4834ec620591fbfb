#include "kimitok/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace kimitok {
namespace {

// libcrypto's calls fail only for want of memory here: these digests need no key and no provider
// to be chosen.
class EvpDigest {
 public:
  explicit EvpDigest(const EVP_MD* algorithm) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), algorithm, nullptr) != 1)
      throw std::bad_alloc();
  }

  void update(std::string_view bytes) {
    if (EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) != 1) throw std::bad_alloc();
  }

  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    if (EVP_DigestFinal_ex(context_.get(), digest.data(), &size) != 1) throw std::bad_alloc();
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
      text += "0123456789abcdef"[digest[i] >> 4];
      text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

}  // namespace

struct Sha256::Context {
  EvpDigest evp{EVP_sha256()};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) { context_->evp.update(bytes); }
std::string Sha256::hex() { return context_->evp.hex(); }

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return digest.hex();
}

struct Sha1::Context {
  EvpDigest evp{EVP_sha1()};
};

Sha1::Sha1() : context_(std::make_unique<Context>()) {}
Sha1::Sha1(Sha1&&) noexcept = default;
Sha1& Sha1::operator=(Sha1&&) noexcept = default;
Sha1::~Sha1() = default;

void Sha1::update(std::string_view bytes) { context_->evp.update(bytes); }
std::string Sha1::hex() { return context_->evp.hex(); }

}  // namespace kimitok
