#include "io/hdf5_volume.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/listing.h"
#include "base/memory.h"
#include "io/hdf5_error.h"
#include "io/hdf5_type.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Callback of H5Lvisit: collects the paths of the arrays of a file.
herr_t add_array(hid_t group, const char* name, const H5L_info_t*, void* arrays) {
  const Hdf5Handle object(H5Oopen(group, name, H5P_DEFAULT), H5Oclose);
  if (object >= 0 && H5Iget_type(object) == H5I_DATASET)
    static_cast<std::vector<std::string>*>(arrays)->push_back("/" + std::string(name));
  return 0;
}

std::vector<std::string> arrays_of(hid_t file) {
  std::vector<std::string> arrays;
  H5Lvisit(file, H5_INDEX_NAME, H5_ITER_INC, add_array, &arrays);
  std::sort(arrays.begin(), arrays.end());
  return arrays;
}

/// Returns the bits and the kind of a type of numbers; none for other types.
std::optional<SampleType> sample_type_of(hid_t type) {
  const int bits = static_cast<int>(8 * H5Tget_size(type));
  if (H5Tget_class(type) == H5T_FLOAT && (bits == 16 || bits == 32 || bits == 64))
    return SampleType{SampleType::Kind::real, bits};
  if (H5Tget_class(type) != H5T_INTEGER || bits > 64) return std::nullopt;
  const bool has_sign = H5Tget_sign(type) == H5T_SGN_2;
  return SampleType{has_sign ? SampleType::Kind::integer : SampleType::Kind::natural, bits};
}

template <class T>
void clear_reserved_numbers(Plane<T>& plane) {
  if constexpr (std::is_same_v<T, std::uint64_t>) {
    constexpr T first_reserved = std::numeric_limits<T>::max() - 2;
    for (T& value : plane.values) value = value < first_reserved ? value : 0;
  }
}

}  // namespace

Hdf5Volume::Hdf5Volume(const Hdf5Place& place) : subject_(place.text()) {
  const Hdf5Turn turn;
  silence_hdf5();
  open_file(place.file);
  open_array(place);
  read_type();
  read_shape();
  check_filters();
  keep_chunks();
  if (array_ < 0) refuse("cannot be opened (" + hdf5_error_message() + ")", "check the file");
}

Hdf5Volume::~Hdf5Volume() {
  const Hdf5Turn turn;
  array_.close();
  file_.close();
}

void Hdf5Volume::refuse(const std::string& problem, const std::string& remedy) const {
  throw InputError(subject_, problem, remedy);
}

void Hdf5Volume::open_file(const fs::path& file) {
  require(fs::is_regular_file(file), file.string(), "is not a file", "check the path");
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  // Some network file systems have no locks, and a file that is only read needs none.
  if (access >= 0 && H5Pset_file_locking(access, false, true) >= 0)
    file_ = {H5Fopen(file.c_str(), H5F_ACC_RDONLY, access), H5Fclose};
  require(file_ >= 0, file.string(), "cannot be opened as HDF5 (" + hdf5_error_message() + ")",
          "check the file and its permissions");
}

void Hdf5Volume::open_array(const Hdf5Place& place) {
  const std::string file = place.file.string();
  array_name_ = place.array;
  if (array_name_.empty()) {
    const std::vector<std::string> arrays = arrays_of(file_);
    require(!arrays.empty(), file, "holds no array", "name another file");
    require(arrays.size() == 1, file, "holds several arrays, " + listed(arrays, 12),
            "write " + file + ":/PATH for one of them");
    array_name_ = arrays.front();
    subject_ = Hdf5Place{place.file, array_name_}.text();
  }
  array_ = {H5Dopen2(file_, array_name_.c_str(), H5P_DEFAULT), H5Dclose};
  if (array_ >= 0) return;
  const std::string reason = hdf5_error_message();
  const std::vector<std::string> arrays = arrays_of(file_);
  const bool is_there = std::find(arrays.begin(), arrays.end(), array_name_) != arrays.end();
  require(!is_there, subject_, "cannot be opened (" + reason + ")", "check the file");
  refuse("is not an array of this file" + (arrays.empty() ? "" : ", which holds " + listed(arrays, 12)),
         "write FILE:/PATH with the path of an array");
}

/// Opens the array again, with a cache for all chunks that a section touches, so that each is decompressed
/// once. The cache takes at most a quarter of the free memory.
void Hdf5Volume::keep_chunks() {
  const Hdf5Handle creation(H5Dget_create_plist(array_), H5Pclose);
  const Hdf5Handle type(H5Dget_type(array_), H5Tclose);
  std::vector<hsize_t> chunk(shape_.size());
  if (creation < 0 || H5Pget_layout(creation) != H5D_CHUNKED) return;
  if (H5Pget_chunk(creation, static_cast<int>(chunk.size()), chunk.data()) < 0) return;
  double bytes = static_cast<double>(H5Tget_size(type));
  double chunks = 1;
  for (std::size_t i = 0; i < chunk.size(); ++i) {
    const bool is_crossed = i == axes_.back() || i == axes_[axes_.size() - 2];
    const double across =
        is_crossed ? std::ceil(static_cast<double>(shape_[i]) / static_cast<double>(chunk[i])) : 1;
    bytes *= across * static_cast<double>(chunk[i]);
    chunks *= across;
  }
  if (bytes > static_cast<double>(available_memory() / 4)) return;
  // HDF5 advises a hundred slots for each chunk, so that two chunks rarely fall on one slot.
  const auto slots = static_cast<std::size_t>(std::min(100 * chunks + 7, 1e6));
  const Hdf5Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
  if (access < 0 || H5Pset_chunk_cache(access, slots, static_cast<std::size_t>(bytes), 0) < 0) return;
  array_.close();  // An array that is opened twice keeps its first cache.
  array_ = {H5Dopen2(file_, array_name_.c_str(), access), H5Dclose};
}

void Hdf5Volume::read_type() {
  Hdf5Handle type(H5Dget_type(array_), H5Tclose);
  is_enumeration_ = type >= 0 && H5Tget_class(type) == H5T_ENUM;
  if (is_enumeration_) type = {H5Tget_super(type), H5Tclose};
  const auto sample_type = type >= 0 ? sample_type_of(type) : std::nullopt;
  if (!sample_type)
    refuse("holds no numbers of at most 64 bits", "name an array of integers or floating-point numbers");
  header_.type = *sample_type;
  if (!is_enumeration_) return;
  if (header_.type.bits != 8) refuse("holds names instead of numbers", "save it as integers");
  header_.type = {SampleType::Kind::natural, 1};
}

void Hdf5Volume::read_shape() {
  const Hdf5Handle space(H5Dget_space(array_), H5Sclose);
  const int rank = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
  shape_.resize(static_cast<std::size_t>(std::max(rank, 0)));
  if (rank > 0) H5Sget_simple_extent_dims(space, shape_.data(), nullptr);
  std::size_t needless = shape_.size() > 3 ? shape_.size() - 3 : 0;
  // From the end: of 1 x 200 x 300 x 1, the last is a channel.
  for (std::size_t i = shape_.size(); i-- > 0;) {
    if (shape_[i] == 1 && needless > 0)
      --needless;
    else
      axes_.push_back(i);
  }
  std::reverse(axes_.begin(), axes_.end());
  if (axes_.size() < 2 || axes_.size() > 3) {
    refuse(fmt::format("has the shape {}",
                       shape_.empty() ? "of a single number" : fmt::format("{}", fmt::join(shape_, " x "))),
           "name an array of sections, rows and columns");
  }
  constexpr hsize_t most = std::numeric_limits<int>::max();
  const hsize_t sections = axes_.size() == 3 ? shape_[axes_.front()] : 1;
  const hsize_t height = shape_[axes_[axes_.size() - 2]];
  const hsize_t width = shape_[axes_.back()];
  if (sections == 0 || height == 0 || width == 0) refuse("is empty", "name an array that holds sections");
  if (sections > most) refuse("has too many sections", "cut it into smaller volumes");
  check_image_size(subject_, width, height, 1, 0, 0);
  section_count_ = static_cast<int>(sections);
  header_.height = static_cast<int>(height);
  header_.width = static_cast<int>(width);
}

void Hdf5Volume::check_filters() const {
  const Hdf5Handle creation(H5Dget_create_plist(array_), H5Pclose);
  const int count = creation < 0 ? 0 : H5Pget_nfilters(creation);
  for (int i = 0; i < count; ++i) {
    unsigned flags = 0;
    unsigned settings = 0;
    std::size_t values = 0;
    std::array<char, 64> name{};
    const H5Z_filter_t filter = H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &values, nullptr,
                                               name.size(), name.data(), &settings);
    if (filter < 0 || H5Zfilter_avail(filter) > 0) continue;
    refuse(fmt::format("is compressed by the filter {} ({}), which this HDF5 library lacks", filter,
                       name.front() != '\0' ? name.data() : "unnamed"),
           "save it with gzip or without compression, or name the folder of the filter in HDF5_PLUGIN_PATH");
  }
}

std::optional<std::array<double, 3>> Hdf5Volume::resolution_nm() const {
  const Hdf5Turn turn;
  if (H5Aexists(array_, "resolution") <= 0) return std::nullopt;
  const Hdf5Handle attribute(H5Aopen(array_, "resolution", H5P_DEFAULT), H5Aclose);
  const Hdf5Handle space(H5Aget_space(attribute), H5Sclose);
  std::array<double, 3> sizes{};
  const bool is_read = space >= 0 && H5Sget_simple_extent_npoints(space) == std::ssize(sizes) &&
                       H5Aread(attribute, H5T_NATIVE_DOUBLE, sizes.data()) >= 0;
  const bool is_positive = std::all_of(sizes.begin(), sizes.end(), [](double size) { return size > 0; });
  return is_read && is_positive ? std::optional(sizes) : std::nullopt;
}

StoredImage Hdf5Volume::read(int section) const {
  const Hdf5Turn turn;
  std::vector<hsize_t> start(shape_.size(), 0);
  std::vector<hsize_t> count(shape_.size(), 1);
  if (axes_.size() == 3) start[axes_.front()] = static_cast<hsize_t>(section);
  const std::array<hsize_t, 2> size{static_cast<hsize_t>(header_.height),
                                    static_cast<hsize_t>(header_.width)};
  count[axes_[axes_.size() - 2]] = size[0];
  count[axes_.back()] = size[1];
  const Hdf5Handle from(H5Dget_space(array_), H5Sclose);
  const Hdf5Handle into(H5Screate_simple(2, size.data(), nullptr), H5Sclose);
  const Hdf5Handle type(H5Dget_type(array_), H5Tclose);
  StoredImage image;
  image.type = header_.type;
  image.channels.push_back(make_plane(header_.type, header_.height, header_.width));
  const bool is_read = std::visit(
      [&](auto& plane) {
        using T = typename std::decay_t<decltype(plane.values)>::value_type;
        const hid_t memory_type = is_enumeration_ ? hid_t{type} : hdf5_memory_type<T>();
        const bool is_done =
            H5Sselect_hyperslab(from, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) >= 0 &&
            H5Dread(array_, memory_type, into, from, H5P_DEFAULT, plane.values.data()) >= 0;
        clear_reserved_numbers(plane);
        return is_done;
      },
      image.channels.front());
  if (!is_read) {
    refuse("section " + std::to_string(section) + " cannot be read (" + hdf5_error_message() + ")",
           "copy or export the file again");
  }
  return image;
}

}  // namespace emsurvey
