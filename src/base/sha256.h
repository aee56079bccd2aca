// SHA-256 checksums.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace emsurvey {

/// Takes bytes in pieces and gives their SHA-256.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& add(const void* bytes, std::size_t size);
  /// Adds the length first, so that ("ab", "c") and ("a", "bc") differ.
  Sha256& add(std::string_view text);

  /// The 32 bytes of the digest; nothing can be added afterwards.
  std::array<unsigned char, 32> digest();
  /// The digest as 64 hexadecimal digits.
  std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace emsurvey
