#include "predict/label_volume.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <variant>

#include "base/error.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "io/hdf5_error.h"
#include "io/image_file.h"
#include "io/tiff_writer.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

StoredPlane read_section(const fs::path& path) {
  return ImageFile(path).read(0).channels.front();
}

Plane<std::uint16_t> halves_of(const Plane<float>& plane) {
  Plane<std::uint16_t> halves(plane.height, plane.width);
  std::transform(plane.values.begin(), plane.values.end(), halves.values.begin(),
                 [](float value) { return at::Half(value).x; });
  return halves;
}

/// A file in HDF5's own format on the disk.
class VolumeFile {
 public:
  /// Errors name `path`, the file that `temporary` will become.
  VolumeFile(const fs::path& temporary, fs::path path) : path_(std::move(path)) {
    silence_hdf5();
    file_ = own(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
  }

  void add(const std::string& label, const std::vector<fs::path>& sections, LabelValues values) {
    Hdf5Handle array;
    for (std::size_t z = 0; z < sections.size(); ++z) {
      const StoredPlane section = read_section(sections[z]);
      std::visit(
          [&](const auto& plane) {
            if (z == 0)
              array = make_array(label, {sections.size(), size(plane.height), size(plane.width)}, values);
            write(array, z, {size(plane.height), size(plane.width)}, plane.values.data(), values);
          },
          section);
    }
    check(array.close());
  }

  void finish() { check(file_.close()); }

 private:
  static hsize_t size(int pixels) { return static_cast<hsize_t>(pixels); }
  void check(herr_t status) const {
    if (status < 0)
      throw FileError(path_.string(), "cannot be written (" + hdf5_error_message() + ")",
                      "check the disk and the permissions of the folder");
  }
  Hdf5Handle own(hid_t id, Hdf5Handle::Close close) const {
    check(id < 0 ? -1 : 0);
    return {id, close};
  }

  /// Returns the type in the file: floating-point numbers of 16 bits have no name in HDF5 1.10.
  Hdf5Handle file_type(LabelValues values) const {
    Hdf5Handle type = own(H5Tcopy(values == LabelValues::grey ? H5T_STD_U8LE : H5T_IEEE_F32LE), H5Tclose);
    if (values != LabelValues::float16) return type;
    check(H5Tset_fields(type, 15, 10, 5, 0, 10));
    check(H5Tset_size(type, 2));
    check(H5Tset_ebias(type, 15));
    return type;
  }

  Hdf5Handle make_array(const std::string& label, const std::array<hsize_t, 3>& shape,
                        LabelValues values) const {
    constexpr hsize_t chunk_px = 512;
    const std::array<hsize_t, 3> chunk{1, std::min(shape[1], chunk_px), std::min(shape[2], chunk_px)};
    const Hdf5Handle creation = own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    check(H5Pset_obj_track_times(creation, false));
    check(H5Pset_chunk(creation, 3, chunk.data()));
    check(H5Pset_shuffle(creation));
    check(H5Pset_deflate(creation, 1));
    const Hdf5Handle space = own(H5Screate_simple(3, shape.data(), nullptr), H5Sclose);
    return own(H5Dcreate2(file_, ("/" + label).c_str(), file_type(values), space, H5P_DEFAULT, creation,
                          H5P_DEFAULT),
               H5Dclose);
  }

  void write(const Hdf5Handle& array, std::size_t z, const std::array<hsize_t, 2>& shape, const void* pixels,
             LabelValues values) const {
    const std::array<hsize_t, 3> start{z, 0, 0}, count{1, shape[0], shape[1]};
    const Hdf5Handle from = own(H5Screate_simple(2, shape.data(), nullptr), H5Sclose);
    const Hdf5Handle into = own(H5Dget_space(array), H5Sclose);
    check(H5Sselect_hyperslab(into, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr));
    const hid_t type = values == LabelValues::grey ? H5T_NATIVE_UINT8 : H5T_NATIVE_FLOAT;
    check(H5Dwrite(array, type, from, into, H5P_DEFAULT, pixels));
  }

  Hdf5Turn turn_;
  fs::path path_;
  Hdf5Handle file_;
};

}  // namespace

void write_label_stack(const fs::path& path, const std::vector<fs::path>& sections, LabelValues values) {
  const ImageHeader header = ImageFile(sections.front()).header(0);
  const std::uint64_t bytes = bytes_of_plane(header.height, header.width, values) * sections.size();
  write_tiff(path, bytes, [&](TiffWriter& file) {
    for (const fs::path& section : sections) {
      const StoredPlane plane = read_section(section);
      if (values == LabelValues::grey) file.add(std::get<Plane<std::uint8_t>>(plane));
      if (values == LabelValues::float16) file.add_halves(halves_of(std::get<Plane<float>>(plane)));
      if (values == LabelValues::float32) file.add(std::get<Plane<float>>(plane));
    }
  });
}

void write_label_volume(const fs::path& path, const std::vector<std::string>& labels,
                        const std::vector<std::vector<fs::path>>& sections, LabelValues values) {
  replace_file(path, [&](const fs::path& temporary) {
    VolumeFile file(temporary, path);
    for (std::size_t label = 0; label < labels.size(); ++label)
      file.add(labels[label], sections[label], values);
    file.finish();
    flush_file(temporary);
  });
}

}  // namespace emsurvey
