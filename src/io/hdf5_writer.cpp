#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "io/hdf5.h"
#include "io/hdf5_error.h"
#include "io/hdf5_type.h"

namespace emsurvey {
namespace {

[[noreturn]] void fail(const std::string& action) {
  throw std::runtime_error("HDF5 cannot " + action + ": " + hdf5_error_message());
}

void check(herr_t status, const std::string& action) {
  if (status < 0) fail(action);
}

Hdf5Handle own(hid_t id, Hdf5Handle::Close close, const std::string& action) {
  if (id < 0) fail(action);
  return {id, close};
}

/// Returns creation properties without timestamps, which would make equal files differ.
Hdf5Handle timeless_properties(hid_t property_class) {
  Hdf5Handle properties = own(H5Pcreate(property_class), H5Pclose, "make properties");
  check(H5Pset_obj_track_times(properties, false), "set properties");
  return properties;
}

/// The name must be unique: HDF5 takes two open files with one name for the same file, even in memory.
std::string unique_name() {
  static std::atomic<unsigned long> count{0};
  return "emsurvey-image-" + std::to_string(count++);
}

/// Stores the array in chunks of at most 512 x 512 elements of its last two dimensions, shuffled and
/// deflated.
void compress(const Hdf5Handle& properties, const Hdf5Shape& shape) {
  constexpr std::uint64_t edge = 512;
  constexpr std::uint64_t row = edge * edge;
  std::vector<hsize_t> chunk(shape.size(), 1);
  const std::size_t rank = shape.size();
  chunk[rank - 1] = std::min<std::uint64_t>(shape[rank - 1], rank == 1 ? row : edge);
  if (rank > 1) chunk[rank - 2] = std::min<std::uint64_t>(shape[rank - 2], edge);
  check(H5Pset_chunk(properties, static_cast<int>(rank), chunk.data()), "set the chunk size");
  check(H5Pset_shuffle(properties), "set the shuffle filter");
  check(H5Pset_deflate(properties, 4), "set the deflate filter");
}

std::uint64_t element_count(const Hdf5Shape& shape) {
  std::uint64_t count = 1;
  for (const std::uint64_t size : shape) count *= size;
  return count;
}

}  // namespace

Hdf5Writer::Hdf5Writer() {
  silence_hdf5();
  constexpr std::size_t increment_bytes = std::size_t{4} << 20;
  const Hdf5Handle access = own(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "make properties");
  check(H5Pset_fapl_core(access, increment_bytes, false), "select the memory driver");
  // The format that readers expect, whatever a later HDF5 would choose.
  check(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST), "set the form of the file");
  const Hdf5Handle creation = timeless_properties(H5P_FILE_CREATE);
  file_ = own(H5Fcreate(unique_name().c_str(), H5F_ACC_EXCL, creation, access), H5Fclose,
              "make a file in memory");
}

void Hdf5Writer::make_groups(const std::string& path) {
  const Hdf5Handle properties = timeless_properties(H5P_GROUP_CREATE);
  for (std::size_t end = 0; end < path.size();) {
    end = std::min(path.find('/', end + 1), path.size());
    const std::string group = path.substr(0, end);
    if (H5Lexists(file_, group.c_str(), H5P_DEFAULT) > 0) continue;
    own(H5Gcreate2(file_, group.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose,
        "make the group " + group);
  }
}

template <class T>
void Hdf5Writer::write(const std::string& path, std::span<const T> values, const Hdf5Shape& shape,
                       bool compressed) {
  const std::string action = "write " + path;
  if (values.size() != element_count(shape)) throw std::logic_error(action + ": the shape does not match");
  make_groups(path.substr(0, path.rfind('/')));
  const std::vector<hsize_t> sizes(shape.begin(), shape.end());
  const Hdf5Handle space =
      own(H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose, action);
  const Hdf5Handle properties = timeless_properties(H5P_DATASET_CREATE);
  if (compressed && !shape.empty() && !values.empty()) compress(properties, shape);
  Hdf5Handle array =
      own(H5Dcreate2(file_, path.c_str(), hdf5_file_type<T>(), space, H5P_DEFAULT, properties, H5P_DEFAULT),
          H5Dclose, action);
  if (!values.empty()) {
    check(H5Dwrite(array, hdf5_memory_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), action);
  }
  check(array.close(), action);
}

void Hdf5Writer::set_attribute(const std::string& path, const std::string& name, hid_t file_type,
                               hid_t memory_type, const void* value) {
  const std::string action = "set " + name + " of " + path;
  if (path != "/" && H5Lexists(file_, path.c_str(), H5P_DEFAULT) <= 0) make_groups(path);
  const Hdf5Handle object = own(H5Oopen(file_, path.c_str(), H5P_DEFAULT), H5Oclose, action);
  if (H5Aexists(object, name.c_str()) > 0) check(H5Adelete(object, name.c_str()), action);
  const Hdf5Handle space = own(H5Screate(H5S_SCALAR), H5Sclose, action);
  Hdf5Handle attribute =
      own(H5Acreate2(object, name.c_str(), file_type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, action);
  check(H5Awrite(attribute, memory_type, value), action);
  check(attribute.close(), action);
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, const std::string& value) {
  const Hdf5Handle type = own(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
  // One byte more than the text, because HDF5 has no string type of zero bytes.
  check(H5Tset_size(type, value.size() + 1), "size a text type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "set UTF-8");
  set_attribute(path, name, type, type, value.c_str());
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, std::int64_t value) {
  set_attribute(path, name, hdf5_file_type<std::int64_t>(), hdf5_memory_type<std::int64_t>(), &value);
}

void Hdf5Writer::attribute(const std::string& path, const std::string& name, double value) {
  set_attribute(path, name, hdf5_file_type<double>(), hdf5_memory_type<double>(), &value);
}

std::string Hdf5Writer::finish() {
  check(H5Fflush(file_, H5F_SCOPE_GLOBAL), "flush the file");
  const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
  if (size < 0) fail("size the file's image");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file_, bytes.data(), bytes.size()) != size) fail("give the file's image");
  check(file_.close(), "close the file");
  turn_.end();
  return bytes;
}

template void Hdf5Writer::write(const std::string&, std::span<const std::uint8_t>, const Hdf5Shape&, bool);
template void Hdf5Writer::write(const std::string&, std::span<const std::uint16_t>, const Hdf5Shape&, bool);
template void Hdf5Writer::write(const std::string&, std::span<const std::uint32_t>, const Hdf5Shape&, bool);
template void Hdf5Writer::write(const std::string&, std::span<const std::int64_t>, const Hdf5Shape&, bool);
template void Hdf5Writer::write(const std::string&, std::span<const float>, const Hdf5Shape&, bool);
template void Hdf5Writer::write(const std::string&, std::span<const double>, const Hdf5Shape&, bool);

}  // namespace emsurvey
