// Volumes in HDF5 files that other programs wrote, such as those of the CREMI challenge.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/hdf5.h"
#include "io/hdf5_place.h"
#include "io/stored_image.h"

namespace emsurvey {

/// An array [sections, rows, columns], or one section [rows, columns]; further dimensions must have length 1.
/// The elements are integers, floating-point numbers or truth values (HDF5 enumerations, as h5py writes them)
/// in any byte order, stored as a whole or in chunks, with any compression that the HDF5 library has.
///
/// HDF5 trusts the contents of a file, so unlike Hdf5Reader this class may fail in any way on a file that was
/// made to do harm. It reads from the disk and takes no lock on the file.
class Hdf5Volume {
 public:
  /// Throws InputError if the file cannot be opened, has no such array (the message lists those that it has),
  /// or the array has another form.
  explicit Hdf5Volume(const Hdf5Place& place);
  ~Hdf5Volume();
  Hdf5Volume(const Hdf5Volume&) = delete;
  Hdf5Volume& operator=(const Hdf5Volume&) = delete;

  /// Returns "FILE:/ARRAY", also if the constructor was given no array.
  const std::string& subject() const { return subject_; }
  int section_count() const { return section_count_; }
  /// Returns the size and type that all sections have.
  const ImageHeader& header() const { return header_; }
  /// Returns the attribute `resolution` of the array, the size of a voxel as [z, y, x] in nm; nothing if there
  /// is none of three positive numbers.
  std::optional<std::array<double, 3>> resolution_nm() const;

  /// Reads a section; requires 0 <= section < section_count(). In 64 bits without sign the three largest
  /// numbers, which CREMI's tools use for background and for what is outside, become 0. The sections of a chunk
  /// are decompressed together, so reading in order is fast. Throws InputError if HDF5 cannot read it.
  StoredImage read(int section) const;

 private:
  void open_file(const std::filesystem::path& file);
  void open_array(const Hdf5Place& place);
  void read_type();
  void read_shape();
  void check_filters() const;
  void keep_chunks();
  [[noreturn]] void refuse(const std::string& problem, const std::string& remedy) const;

  std::string subject_;
  std::string array_name_;
  Hdf5Handle file_;
  Hdf5Handle array_;
  bool is_enumeration_ = false;
  std::vector<hsize_t> shape_;
  std::vector<std::size_t> axes_;  ///< Dimensions of the rows and columns, before them that of the sections.
  int section_count_ = 1;
  ImageHeader header_;
};

}  // namespace emsurvey
