// Whether an HDF5 image has the form that Hdf5Writer gives it.
#pragma once

#include <string>
#include <string_view>

namespace emsurvey {

/// HDF5 trusts a file: wrong lengths and addresses take it out of bounds, rings of links keep it busy for
/// ever. So this looks at everything that HDF5 will follow, and lets pass alone what Hdf5Writer writes:
/// superblock 0, groups of symbol tables, arrays and attributes of its element types, chunks that are
/// shuffled and deflated, each object in one place, all of it within the image. Throws InputError naming
/// `subject`.
void check_hdf5_form(std::string_view bytes, const std::string& subject);

}  // namespace emsurvey
