#include "base/sha256.h"

#include <openssl/evp.h>

#include <cstdint>
#include <stdexcept>

namespace emsurvey {
namespace {

void check(int openssl_result) {
  if (openssl_result != 1) throw std::runtime_error("OpenSSL cannot compute SHA-256");
}

}  // namespace

struct Sha256::Context {
  EVP_MD_CTX* handle = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(handle); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  check(EVP_DigestInit_ex(context_->handle, EVP_sha256(), nullptr));
}

Sha256::~Sha256() = default;

Sha256& Sha256::add(const void* bytes, std::size_t size) {
  check(EVP_DigestUpdate(context_->handle, bytes, size));
  return *this;
}

Sha256& Sha256::add(std::string_view text) {
  const std::uint64_t size = text.size();
  add(&size, sizeof size);
  return add(text.data(), text.size());
}

std::array<unsigned char, 32> Sha256::digest() {
  std::array<unsigned char, 32> result{};
  check(EVP_DigestFinal_ex(context_->handle, result.data(), nullptr));
  return result;
}

std::string Sha256::hex() {
  constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest()) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace emsurvey
