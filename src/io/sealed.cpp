#include "io/sealed.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "io/file.h"
#include "io/temporary_file.h"

namespace emsurvey {
namespace {

constexpr std::string_view magic = "emsurvey sealed\n";
constexpr std::size_t length_bytes = 8;
constexpr std::size_t digest_bytes = 32;
constexpr std::size_t trailer_bytes = magic.size() + length_bytes + digest_bytes;

/// The trailer of `contents`: magic, number of bytes (little endian), SHA-256 of the bytes.
std::string trailer_of(std::string_view contents) {
  std::string trailer(magic);
  const std::uint64_t length = contents.size();
  for (std::size_t i = 0; i < length_bytes; ++i) trailer += static_cast<char>((length >> (8 * i)) & 0xff);
  const std::array<unsigned char, digest_bytes> digest =
      Sha256().add(contents.data(), contents.size()).digest();
  trailer.append(digest.begin(), digest.end());
  return trailer;
}

}  // namespace

std::string sealed(std::string bytes) {
  bytes += trailer_of(bytes);
  return bytes;
}

void write_sealed(const std::filesystem::path& path, std::string bytes) {
  remove_left_over_files_of(path);
  write_file(path, sealed(std::move(bytes)));
}

std::string read_sealed(const std::filesystem::path& path) {
  std::string bytes = read_file(path);
  const std::string remedy = "restore the file from a copy or make it again";
  require(bytes.size() >= trailer_bytes, path.string(), "is cut short or not a file of emsurvey", remedy);
  const std::string_view contents = std::string_view(bytes).substr(0, bytes.size() - trailer_bytes);
  const std::string_view trailer = std::string_view(bytes).substr(contents.size());
  require(trailer.starts_with(magic), path.string(), "is cut short or not a file of emsurvey", remedy);
  require(trailer == trailer_of(contents), path.string(), "is damaged (its checksum does not match)", remedy);
  bytes.resize(contents.size());
  return bytes;
}

}  // namespace emsurvey
