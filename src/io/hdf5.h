// HDF5 files as this project keeps them: built and parsed in memory, sealed with a checksum on disk
// (io/checksummed.h).
//
// HDF5 itself notices neither most flipped bits nor every full disk, and locks files in ways that some
// network file systems refuse. So it never touches the disk here: an image of the file is built in memory and
// written by write_checksummed; readers check the seal before HDF5 sees a byte. h5py and h5dump open such a file
// as it is. HDF5 need not be built for threads: a thread that has a reader or a writer keeps all others
// waiting that want one, so it has it for no longer than it must.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>
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
  Hdf5Handle(hid_t id, Close close_function) : id_(id), close_(close_function) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Hdf5Handle() { close(); }
  operator hid_t() const { return id_; }

  /// Closes now, for those who must know whether it worked (data may be written only then): negative when
  /// not.
  herr_t close() { return id_ >= 0 ? close_(std::exchange(id_, -1)) : 0; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// While a thread has one, no other is in HDF5; it may have several.
class Hdf5Turn {
 public:
  Hdf5Turn();
  void end() { lock_.unlock(); }

 private:
  std::unique_lock<std::recursive_mutex> lock_;
};

/// Sizes of an array, slowest dimension first; empty for a single number.
using Hdf5Shape = std::vector<std::uint64_t>;

/// An HDF5 file under construction. Element types: uint8, uint16, uint32, int64, float, double.
/// Equal contents written in equal order give equal bytes. Failures of HDF5 (out of memory) throw
/// std::runtime_error.
class Hdf5Writer {
 public:
  Hdf5Writer();

  /// Writes the array `path` (as "/images/00/raw", from the root; groups are made as needed), row-major.
  /// `compressed`: chunked and deflated; for images.
  template <class T>
  void write(const std::string& path, std::span<const T> values, const Hdf5Shape& shape,
             bool compressed = false);

  /// Sets an attribute of an array or group (made when missing; "/" is the file). A text has at most 64,000
  /// bytes (a limit of HDF5's).
  void attribute(const std::string& path, const std::string& name, const std::string& value);
  void attribute(const std::string& path, const std::string& name, std::int64_t value);
  void attribute(const std::string& path, const std::string& name, double value);

  /// The bytes of the file; nothing can be written afterwards.
  std::string finish();

 private:
  void make_groups(const std::string& path);
  void set_attribute(const std::string& path, const std::string& name, hid_t file_type, hid_t memory_type,
                     const void* value);

  Hdf5Turn turn_;
  Hdf5Handle file_;
};

/// Reads an HDF5 image that Hdf5Writer made. Everything that is missing or of another type or shape throws
/// InputError naming `subject`. An image is looked through before HDF5 reads it (io/validate_hdf5.h): one of
/// another form, with links to other files, or whose arrays claim more than their contents is refused.
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
  /// All elements, row-major.
  template <class T>
  std::vector<T> read(const std::string& path) const;

  bool has_attribute(const std::string& path, const std::string& name) const;
  std::string text_attribute(const std::string& path, const std::string& name) const;
  std::int64_t integer_attribute(const std::string& path, const std::string& name) const;
  double number_attribute(const std::string& path, const std::string& name) const;

 private:
  [[noreturn]] void refuse(const std::string& path, const std::string& problem) const;
  Hdf5Handle open_object(const std::string& path) const;
  Hdf5Handle open_array(const std::string& path) const;
  Hdf5Handle open_attribute(const std::string& path, const std::string& name, H5T_class_t type_class) const;

  std::string bytes_;
  std::string subject_;
  Hdf5Turn turn_;
  Hdf5Handle file_;  ///< reads `bytes_`, so it is closed before them
};

}  // namespace emsurvey
