// Validates an HDF5 image before HDF5 reads it.
#pragma once

#include <string>
#include <string_view>

namespace emsurvey {

/// HDF5 trusts its input: wrong lengths and addresses lead it out of bounds, and cyclic links keep it busy
/// forever. Therefore this function checks everything that HDF5 will follow and accepts only what Hdf5Writer
/// writes: superblock 0, groups with symbol tables, arrays and attributes of its element types, chunks that
/// are shuffled and deflated, each object in one place, and everything within the image. Throws InputError
/// that names `subject`.
void check_hdf5_form(std::string_view bytes, const std::string& subject);

}  // namespace emsurvey
