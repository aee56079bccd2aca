// Names of arrays in HDF5 files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace emsurvey {

/// An array in an HDF5 file.
struct Hdf5Place {
  std::filesystem::path file;
  std::string array;  ///< Absolute path in the file, such as "/volumes/raw"; empty: the only array of it.

  /// Returns "FILE:/ARRAY", or "FILE" without an array.
  std::string text() const;
};

/// Whether `path` has the suffix of an HDF5 file (.h5, .hdf, .hdf5, in any case).
bool has_hdf5_suffix(const std::filesystem::path& path);

/// Parses "FILE:/ARRAY", or "FILE" with a suffix of HDF5 files (has_hdf5_suffix). Returns
/// nothing if `text` has another form or names an existing folder.
std::optional<Hdf5Place> hdf5_place_from(const std::filesystem::path& text);

}  // namespace emsurvey
