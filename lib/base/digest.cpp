// By the functions of libcrypto that name their digest. The others (EVP) look it up among what is
// configured first, which takes as long as a few megabytes of hashing. OpenSSL 3 keeps these but
// advises against them, because of providers, which bare digests have no use for; to ask for the
// interface of 1.1.0 is its way of saying that they are wanted.
#define OPENSSL_API_COMPAT 0x10100000L

#include "kimitok/digest.hpp"

#include <openssl/sha.h>

#include <cstddef>

namespace kimitok {
namespace {

template <std::size_t size>
std::string hex_of(const unsigned char (&digest)[size]) {
  std::string text;
  for (const unsigned char byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace

// SHA256_Init() and its like return 1, always: there is nothing that they could fail for.
struct Sha256::Context {
  SHA256_CTX state;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { SHA256_Init(&context_->state); }
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  SHA256_Update(&context_->state, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_Final(digest, &context_->state);
  return hex_of(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return digest.hex();
}

struct Sha1::Context {
  SHA_CTX state;
};

Sha1::Sha1() : context_(std::make_unique<Context>()) { SHA1_Init(&context_->state); }
Sha1::Sha1(Sha1&&) noexcept = default;
Sha1& Sha1::operator=(Sha1&&) noexcept = default;
Sha1::~Sha1() = default;

void Sha1::update(std::string_view bytes) {
  SHA1_Update(&context_->state, bytes.data(), bytes.size());
}

std::string Sha1::hex() {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1_Final(digest, &context_->state);
  return hex_of(digest);
}

}  // namespace kimitok
