// Inspects and damages checkpoints for tests.
//   checkpoint_tool step FILE    prints the number of steps done
//   checkpoint_tool poison FILE  makes every weight of the generator NaN, as a training could save it that
//                                diverged after its last log row; checksum and format stay valid
#include <hdf5.h>

#include <cstdio>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"

namespace {

// The links of a file are visited, not its objects: H5Ovisit takes other arguments from HDF5 1.12 on.
herr_t poison(hid_t file, const char* name, const H5L_info_t*, void*) {
  if (!std::string(name).starts_with("generator/")) return 0;
  const hid_t dataset = H5Oopen(file, name, H5P_DEFAULT);
  if (H5Iget_type(dataset) != H5I_DATASET) return H5Oclose(dataset);
  const hid_t space = H5Dget_space(dataset);
  const std::vector<float> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)),
                                  std::numeric_limits<float>::quiet_NaN());
  const herr_t status = H5Dwrite(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  H5Sclose(space);
  H5Oclose(dataset);
  return status;
}

bool poison_file(const std::string& path) {
  const std::string bare = path + ".bare";
  emsurvey::write_file(bare, emsurvey::read_checksummed(path));
  const hid_t file = H5Fopen(bare.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const bool is_poisoned =
      file >= 0 && H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, poison, nullptr) >= 0 && H5Fclose(file) >= 0;
  if (is_poisoned) emsurvey::write_checksummed(path, emsurvey::read_file(bare));
  std::filesystem::remove(bare);
  return is_poisoned;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string command = argv[1], path = argv[2];
  try {
    if (command == "poison") return poison_file(path) ? 0 : 1;
    const emsurvey::Hdf5Reader file(emsurvey::read_checksummed(path), path);
    std::printf("%lld\n", static_cast<long long>(file.integer_attribute("/state", "step")));
    return 0;
  } catch (const emsurvey::InputError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
