#include "io/ome_xml.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <type_traits>

#include "base/number.h"

namespace emsurvey {
namespace {

/// Returns the name without its namespace prefix.
std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Returns the integer in the attribute `name` of an element; `otherwise` if there is none.
std::int64_t attribute(const char** attributes, std::string_view name, std::int64_t otherwise) {
  for (; *attributes != nullptr; attributes += 2)
    if (attributes[0] == name) return parse_integer(attributes[1]).value_or(otherwise);
  return otherwise;
}

std::uint64_t size_attribute(const char** attributes, std::string_view name) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(attribute(attributes, name, 1), 1));
}

void start_element(void* user, const char* name, const char** attributes) {
  auto& found = *static_cast<std::vector<OmePixels>*>(user);
  if (local_name(name) == "Pixels") {
    found.push_back({.channels = size_attribute(attributes, "SizeC"),
                     .slices = size_attribute(attributes, "SizeZ"),
                     .times = size_attribute(attributes, "SizeT")});
  } else if (local_name(name) == "TiffData" && !found.empty()) {
    // Sections have only one axis, so the first planes along the other axes are 0.
    const std::int64_t plane =
        std::max({attribute(attributes, "FirstC", 0), attribute(attributes, "FirstZ", 0),
                  attribute(attributes, "FirstT", 0)});
    if (plane != attribute(attributes, "IFD", 0)) found.back().are_planes_in_order = false;
  }
}

}  // namespace

std::vector<OmePixels> ome_pixels(const std::string& text) {
  std::vector<OmePixels> found;
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
      XML_ParserCreate(nullptr), XML_ParserFree);
  if (!parser) throw std::runtime_error("Expat cannot be started");
  XML_SetUserData(parser.get(), &found);
  XML_SetStartElementHandler(parser.get(), start_element);
  const bool is_xml =
      XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
  return is_xml ? found : std::vector<OmePixels>();
}

}  // namespace emsurvey
