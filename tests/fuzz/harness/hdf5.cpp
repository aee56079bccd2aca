// Reads everything in an HDF5 image: groups, shapes, arrays of every type, attributes.
#include "io/hdf5.h"

#include <algorithm>

#include "base/error.h"
#include "fuzz/harnesses.h"

namespace {

using emsurvey::Hdf5Reader;

template <class Action>
void attempt(Action action) {
  try {
    action();
  } catch (const emsurvey::InputError&) {
    // The next object may be readable.
  }
}

void read_attributes(const Hdf5Reader& file, const std::string& path) {
  for (const char* name : {"text", "integer", "number"}) {
    if (!file.has_attribute(path, name)) continue;
    attempt([&] { file.text_attribute(path, name); });
    attempt([&] { file.integer_attribute(path, name); });
    attempt([&] { file.number_attribute(path, name); });
  }
}

void read_array(const Hdf5Reader& file, const std::string& path) {
  attempt([&] { file.read<std::uint8_t>(path); });
  attempt([&] { file.read<std::uint16_t>(path); });
  attempt([&] { file.read<std::uint32_t>(path); });
  attempt([&] { file.read<std::int64_t>(path); });
  attempt([&] { file.read<float>(path); });
  attempt([&] { file.read<double>(path); });
}

/// `depth` limits the nesting of groups, because hard links can form a cycle.
void read_group(const Hdf5Reader& file, const std::string& path, int depth) {
  read_attributes(file, path);
  const auto names = file.children(path);
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 8); ++i) {
    const std::string member = (path == "/" ? "" : path) + "/" + names[i];
    attempt([&] { file.shape(member); });
    attempt([&] { read_array(file, member); });
    if (depth > 1) attempt([&] { read_group(file, member, depth - 1); });
  }
}

}  // namespace

void emsurvey::fuzz::hdf5(std::string_view bytes) {
  const Hdf5Reader file{std::string(bytes), "file.h5"};
  read_group(file, "/", 3);
}
