#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "io/hdf5.h"
#include "io/hdf5_error.h"
#include "io/hdf5_type.h"
#include "io/validate_hdf5.h"

namespace emsurvey {
namespace {

// By default HDF5 copies a file image twice before it reads it, and a checkpoint may have a gigabyte. An
// image that is only read needs no copy: these callbacks, to which HDF5 passes the image as `image`, prevent
// it.
void* lend(std::size_t, H5FD_file_image_op_t, void* image) {
  return static_cast<std::string*>(image)->data();
}
void* keep(void* target, const void*, std::size_t, H5FD_file_image_op_t, void*) {
  return target;
}
void* refuse_growth(void*, std::size_t, H5FD_file_image_op_t, void*) {
  return nullptr;
}
herr_t keep_image(void*, H5FD_file_image_op_t, void*) {
  return 0;
}
void* same_image(void* image) {
  return image;
}
herr_t forget_image(void*) {
  return 0;
}

/// Returns every prefix of an absolute path: "/a/b" gives "/a", "/a/b".
std::vector<std::string> prefixes(const std::string& path) {
  std::vector<std::string> result;
  for (std::size_t end = 0; end < path.size();) {
    end = std::min(path.find('/', end + 1), path.size());
    if (end > 1) result.push_back(path.substr(0, end));
  }
  return result;
}

bool same_type(hid_t a, hid_t b) {
  if (H5Tget_class(a) != H5Tget_class(b) || H5Tget_size(a) != H5Tget_size(b)) return false;
  return H5Tget_class(a) != H5T_INTEGER || H5Tget_sign(a) == H5Tget_sign(b);
}

}  // namespace

Hdf5Reader::Hdf5Reader(std::string bytes, std::string subject)
    : bytes_(std::move(bytes)), subject_(std::move(subject)) {
  silence_hdf5();
  check_hdf5_form(bytes_, subject_);
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5FD_file_image_callbacks_t callbacks = {lend,       keep,         refuse_growth, keep_image,
                                           same_image, forget_image, &bytes_};
  // The name must be unique: HDF5 takes two open files with one name for the same file, even in memory.
  const std::string name = fmt::format("emsurvey-reader-{}", fmt::ptr(this));
  if (access >= 0 && H5Pset_fapl_core(access, std::size_t{1} << 20, false) >= 0 &&
      H5Pset_file_image_callbacks(access, &callbacks) >= 0 &&
      H5Pset_file_image(access, bytes_.data(), bytes_.size()) >= 0) {
    file_ = {H5Fopen(name.c_str(), H5F_ACC_RDONLY, access), H5Fclose};
  }
  if (file_ < 0) refuse("/", "cannot be opened as HDF5 (" + hdf5_error_message() + ")");
}

void Hdf5Reader::refuse(const std::string& path, const std::string& problem) const {
  throw InputError(subject_, path + " " + problem, "check that this is the file you mean, or make it again");
}

bool Hdf5Reader::has(const std::string& path) const {
  const auto parts = prefixes(path);
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& prefix) {
    return H5Lexists(file_, prefix.c_str(), H5P_DEFAULT) > 0;
  });
}

Hdf5Handle Hdf5Reader::open_object(const std::string& path) const {
  if (!has(path)) refuse(path, "is missing");
  Hdf5Handle object(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose);
  if (object < 0) refuse(path, "cannot be opened (" + hdf5_error_message() + ")");
  return object;
}

Hdf5Handle Hdf5Reader::open_array(const std::string& path) const {
  Hdf5Handle array = open_object(path);
  if (H5Iget_type(array) != H5I_DATASET) refuse(path, "is not an array");
  return array;
}

std::vector<std::string> Hdf5Reader::children(const std::string& path) const {
  const Hdf5Handle group = open_object(path);
  H5G_info_t info{};
  if (H5Iget_type(group) != H5I_GROUP || H5Gget_info(group, &info) < 0) refuse(path, "is not a group");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    const auto name_by_index = [&](char* text, std::size_t size) {
      return H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, i, text, size, H5P_DEFAULT);
    };
    const ssize_t length = name_by_index(nullptr, 0);
    if (length < 0) refuse(path, "cannot be listed (" + hdf5_error_message() + ")");
    std::string name(static_cast<std::size_t>(length), '\0');
    name_by_index(name.data(), name.size() + 1);
    names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Hdf5Shape Hdf5Reader::shape(const std::string& path) const {
  const Hdf5Handle array = open_array(path);
  const Hdf5Handle space(H5Dget_space(array), H5Sclose);
  const int rank = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
  if (rank < 0) refuse(path, "has no shape");
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  if (H5Sget_simple_extent_dims(space, sizes.data(), nullptr) != rank) refuse(path, "has no shape");
  return {sizes.begin(), sizes.end()};
}

template <class T>
std::vector<T> Hdf5Reader::read(const std::string& path) const {
  const Hdf5Handle array = open_array(path);
  const Hdf5Handle type(H5Dget_type(array), H5Tclose);
  if (type < 0 || !same_type(type, hdf5_memory_type<T>())) refuse(path, "holds numbers of another type");
  std::uint64_t count = 1;
  for (const std::uint64_t size : shape(path)) count *= size;
  if (count == 0) return {};
  std::vector<T> values(count);
  if (H5Dread(array, hdf5_memory_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    refuse(path, "cannot be read (" + hdf5_error_message() + ")");
  }
  return values;
}

bool Hdf5Reader::has_attribute(const std::string& path, const std::string& name) const {
  return has(path) && H5Aexists_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

Hdf5Handle Hdf5Reader::open_attribute(const std::string& path, const std::string& name,
                                      H5T_class_t type_class) const {
  const Hdf5Handle object = open_object(path);
  if (H5Aexists(object, name.c_str()) <= 0) refuse(path, "has no attribute " + name);
  Hdf5Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose);
  const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
  const Hdf5Handle space(H5Aget_space(attribute), H5Sclose);
  const bool is_one = space >= 0 && H5Sget_simple_extent_npoints(space) == 1;
  if (type < 0 || !is_one || H5Tget_class(type) != type_class) {
    refuse(path, "has an attribute " + name + " of another type");
  }
  return attribute;
}

std::string Hdf5Reader::text_attribute(const std::string& path, const std::string& name) const {
  const Hdf5Handle attribute = open_attribute(path, name, H5T_STRING);
  const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
  const std::size_t size = H5Tget_size(type);
  if (H5Tis_variable_str(type) != 0 || size > bytes_.size()) refuse(path, "has no fixed-length text " + name);
  std::string text(size, '\0');
  if (H5Aread(attribute, type, text.data()) < 0) refuse(path, "has an unreadable attribute " + name);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::int64_t Hdf5Reader::integer_attribute(const std::string& path, const std::string& name) const {
  const Hdf5Handle attribute = open_attribute(path, name, H5T_INTEGER);
  std::int64_t value = 0;
  if (H5Aread(attribute, H5T_NATIVE_INT64, &value) < 0) refuse(path, "has an unreadable attribute " + name);
  return value;
}

double Hdf5Reader::number_attribute(const std::string& path, const std::string& name) const {
  const Hdf5Handle attribute = open_attribute(path, name, H5T_FLOAT);
  double value = 0;
  if (H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) < 0) refuse(path, "has an unreadable attribute " + name);
  return value;
}

template std::vector<std::uint8_t> Hdf5Reader::read(const std::string&) const;
template std::vector<std::uint16_t> Hdf5Reader::read(const std::string&) const;
template std::vector<std::uint32_t> Hdf5Reader::read(const std::string&) const;
template std::vector<std::int64_t> Hdf5Reader::read(const std::string&) const;
template std::vector<float> Hdf5Reader::read(const std::string&) const;
template std::vector<double> Hdf5Reader::read(const std::string&) const;

}  // namespace emsurvey
