// SHA-256 digests.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace emsurvey {

/// Computes the SHA-256 digest of data that is added in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& add(const void* bytes, std::size_t size);
  /// Adds the length of `text` before its bytes, so that ("ab", "c") and ("a", "bc") differ.
  Sha256& add(std::string_view text);

  /// Returns the 32 bytes of the digest. Nothing can be added afterwards.
  std::array<unsigned char, 32> digest();
  /// Returns the digest as 64 hexadecimal digits. Nothing can be added afterwards.
  std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace emsurvey
