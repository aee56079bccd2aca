#include "io/checksummed.h"

#include <algorithm>
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

/// Returns the trailer of `contents`: magic, number of bytes (little endian), SHA-256 of the bytes.
std::string trailer_of(std::string_view contents, const ProgressCallback& on_progress = {}) {
  std::string trailer(magic);
  const std::uint64_t length = contents.size();
  for (std::size_t i = 0; i < length_bytes; ++i) trailer += static_cast<char>((length >> (8 * i)) & 0xff);
  Sha256 hash;
  while (!contents.empty()) {
    const std::string_view piece = contents.substr(0, meanwhile_interval_bytes);
    hash.add(piece.data(), piece.size());
    contents.remove_prefix(piece.size());
    if (on_progress) on_progress();
  }
  const std::array<unsigned char, digest_bytes> digest = hash.digest();
  trailer.append(digest.begin(), digest.end());
  return trailer;
}

}  // namespace

std::string checksummed(std::string bytes) {
  bytes += trailer_of(bytes);
  return bytes;
}

void write_checksummed(const std::filesystem::path& path, std::string bytes) {
  remove_left_over_files_of(path);
  write_file(path, checksummed(std::move(bytes)));
}

std::string read_checksummed(const std::filesystem::path& path, const ProgressCallback& on_progress) {
  const std::string remedy = "restore the file from a copy or make it again";
  const auto end_of = [&](std::string_view bytes) {
    const auto end = bytes.substr(bytes.size() - std::min(bytes.size(), trailer_bytes));
    const bool is_trailer = end.size() == trailer_bytes && end.starts_with(magic);
    require(is_trailer, path.string(), "is cut short or not a file of emsurvey", remedy);
    return end;
  };
  end_of(read_file_end(path, trailer_bytes));  // Rejects a wrong file before all of it is read.
  std::string bytes = read_file(path, largest_file_bytes, on_progress);
  const std::string_view trailer = end_of(bytes);
  const std::string_view contents = std::string_view(bytes).substr(0, bytes.size() - trailer_bytes);
  require(trailer == trailer_of(contents, on_progress), path.string(),
          "is damaged (its checksum does not match)", remedy);
  bytes.resize(contents.size());
  return bytes;
}

}  // namespace emsurvey
