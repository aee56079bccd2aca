// HDF5 files, built and parsed in memory and stored on disk with a checksum (io/checksummed.h).
//
// HDF5 itself misses most flipped bits and some full disks, and locks files in ways that some network file
// systems reject. Therefore HDF5 never accesses the disk here. The writer builds an image of the file in
// memory, which write_checksummed stores; a reader verifies the checksum before HDF5 sees any byte. h5py and
// h5dump can open such files as they are. HDF5 need not be built with thread safety: a reader or a writer
// holds a global lock for its lifetime, so it should live no longer than necessary.
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// Owns an HDF5 identifier and closes it once.
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

  /// Closes the identifier now, for callers that must check the result, since data may be written only then.
  /// Returns a negative value on failure.
  herr_t close() { return id_ >= 0 ? close_(std::exchange(id_, -1)) : 0; }

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// Lock that admits one thread at a time to HDF5. The same thread may hold it several times.
class Hdf5Turn {
 public:
  Hdf5Turn();
  void end() { lock_.unlock(); }

 private:
  std::unique_lock<std::recursive_mutex> lock_;
};

/// Sizes of an array, slowest dimension first; empty for a scalar.
using Hdf5Shape = std::vector<std::uint64_t>;

/// Builds an HDF5 file in memory. The element types are uint8, uint16, uint32, int64, float and double. Equal
/// contents written in equal order give equal bytes. Failures of HDF5 (out of memory) throw
/// std::runtime_error.
class Hdf5Writer {
 public:
  Hdf5Writer();

  /// Writes a row-major array at an absolute path such as "/images/00/raw" and makes missing groups.
  /// `compressed` stores the array in deflated chunks, for images.
  template <class T>
  void write(const std::string& path, std::span<const T> values, const Hdf5Shape& shape,
             bool compressed = false);

  /// Sets an attribute of an array or a group; a missing group is made. "/" is the file itself. A string has
  /// at most 64,000 bytes (a limit of HDF5).
  void attribute(const std::string& path, const std::string& name, const std::string& value);
  void attribute(const std::string& path, const std::string& name, std::int64_t value);
  void attribute(const std::string& path, const std::string& name, double value);

  /// Returns the bytes of the file. Nothing can be written afterwards.
  std::string finish();

 private:
  void make_groups(const std::string& path);
  void set_attribute(const std::string& path, const std::string& name, hid_t file_type, hid_t memory_type,
                     const void* value);

  Hdf5Turn turn_;
  Hdf5Handle file_;
};

/// Reads an HDF5 image that Hdf5Writer made. Throws InputError that names `subject` if an object is missing
/// or has another type or shape. The image is validated before HDF5 reads it (io/validate_hdf5.h): the
/// constructor rejects other formats, links to other files, and arrays that claim more than their contents.
class Hdf5Reader {
 public:
  /// `subject` is the path of the file, for messages.
  Hdf5Reader(std::string bytes, std::string subject);
  Hdf5Reader(const Hdf5Reader&) = delete;
  Hdf5Reader& operator=(const Hdf5Reader&) = delete;

  bool has(const std::string& path) const;
  /// Returns the names of the members of a group, sorted.
  std::vector<std::string> children(const std::string& path) const;
  Hdf5Shape shape(const std::string& path) const;
  /// Returns all elements in row-major order.
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
  Hdf5Handle file_;  ///< Reads `bytes_`, so it is closed before they are destroyed.
};

}  // namespace emsurvey
