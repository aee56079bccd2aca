// HDF5 files as other programs write them, written directly with the HDF5 library.
#pragma once

#include <gtest/gtest.h>
#include <hdf5.h>

#include <filesystem>
#include <string>
#include <vector>

#include "io/hdf5.h"

namespace emsurvey {

/// How an array is stored.
struct Hdf5Form {
  hid_t type = H5T_STD_U8LE;            ///< In the file.
  std::vector<hsize_t> chunk = {};      ///< Empty: stored as a whole.
  bool is_compressed = true;            ///< Of chunks.
  std::vector<double> resolution = {};  ///< The attribute of this name.
};

/// Adds an array to a file, which is made if it is missing. `values` have the shape `shape`.
inline void write_hdf5_array(const std::filesystem::path& path, const std::string& array,
                             const std::vector<hsize_t>& shape, const std::vector<double>& values,
                             const Hdf5Form& form = {}) {
  const Hdf5Turn turn;
  const bool is_new = !std::filesystem::exists(path);
  const Hdf5Handle file(is_new ? H5Fcreate(path.c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT)
                               : H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT),
                        H5Fclose);
  ASSERT_GE(file, 0);
  const Hdf5Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
  const Hdf5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
  H5Pset_create_intermediate_group(links, 1);
  const Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  if (!form.chunk.empty()) {
    H5Pset_chunk(creation, static_cast<int>(form.chunk.size()), form.chunk.data());
    if (form.is_compressed) H5Pset_deflate(creation, 4);
  }
  const Hdf5Handle data(H5Dcreate2(file, array.c_str(), form.type, space, links, creation, H5P_DEFAULT),
                        H5Dclose);
  ASSERT_GE(data, 0);
  if (!values.empty()) {
    ASSERT_GE(H5Dwrite(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
  }
  if (form.resolution.empty()) return;
  const hsize_t count = form.resolution.size();
  const Hdf5Handle attribute_space(H5Screate_simple(1, &count, nullptr), H5Sclose);
  const Hdf5Handle attribute(
      H5Acreate2(data, "resolution", H5T_IEEE_F64LE, attribute_space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  ASSERT_GE(H5Awrite(attribute, H5T_NATIVE_DOUBLE, form.resolution.data()), 0);
}

}  // namespace emsurvey
