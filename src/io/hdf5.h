// HDF5 files as this project keeps them: built and parsed in memory, sealed with a checksum on disk.
//
// HDF5 itself notices neither most flipped bits nor every full disk, and locks files in ways that some network
// file systems refuse. So it never touches the disk here: an image of the file is built in memory, a trailer with
// its length and SHA-256 is appended, and the whole is written by write_file. Readers check the trailer before
// HDF5 sees a byte. h5py and h5dump open such a file as it is.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// Owner of one HDF5 identifier; closes it once.
class Hdf5Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Hdf5Handle() = default;
  Hdf5Handle(hid_t id, Close close) : id_(id), close_(close) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Hdf5Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

using Hdf5Shape = std::vector<std::uint64_t>;

/// An HDF5 file under construction. Element types: uint8, uint16, uint32, int64, float, double.
/// Equal contents written in equal order give equal bytes.
class Hdf5Writer {
 public:
  Hdf5Writer();

  /// Writes the array `path` (as "/images/00/raw"; groups are made as needed), row-major.
  /// `compressed`: chunked and deflated; for images.
  template <class T>
  void write(const std::string& path, std::span<const T> values, const Hdf5Shape& shape, bool compressed = false);

  /// Sets an attribute of an array or group (made when missing; "/" is the file).
  void attribute(const std::string& path, const std::string& name, const std::string& value);
  void attribute(const std::string& path, const std::string& name, std::int64_t value);
  void attribute(const std::string& path, const std::string& name, double value);

  /// The bytes of the file; nothing can be written afterwards.
  std::string finish();

 private:
  Hdf5Handle file_;
};

/// Reads an HDF5 image. Everything that is missing or of another type or shape throws InputError naming `subject`.
class Hdf5Reader {
 public:
  /// `subject`: the file's path, for messages.
  Hdf5Reader(std::string bytes, std::string subject);
  Hdf5Reader(const Hdf5Reader&) = delete;
  Hdf5Reader& operator=(const Hdf5Reader&) = delete;

  bool has(const std::string& path) const;
  /// Names of the members of a group, sorted.
  std::vector<std::string> children(const std::string& path) const;
  Hdf5Shape shape(const std::string& path) const;
  template <class T>
  std::vector<T> read(const std::string& path) const;

  bool has_attribute(const std::string& path, const std::string& name) const;
  std::string text_attribute(const std::string& path, const std::string& name) const;
  std::int64_t integer_attribute(const std::string& path, const std::string& name) const;
  double number_attribute(const std::string& path, const std::string& name) const;

 private:
  std::string bytes_;
  std::string subject_;
  Hdf5Handle file_;
};

/// Appends the trailer to `bytes` and writes them at `path`, completely or not at all.
void write_sealed(const std::filesystem::path& path, std::string bytes);

/// The bytes that write_sealed was given. Throws InputError when the file is missing, cut short or altered.
std::string read_sealed(const std::filesystem::path& path);

}  // namespace emsurvey
