#include "io/ome_xml.h"

#include <expat.h>

#include <memory>
#include <stdexcept>
#include <string_view>
#include <type_traits>

#include "base/number.h"

namespace emsurvey {
namespace {

/// The name without its namespace's prefix.
std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void start_element(void* user, const char* name, const char** attributes) {
  if (local_name(name) != "Pixels") return;
  OmePixels pixels;
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view key = attributes[0];
    const auto value = parse_integer(attributes[1]);
    if (!value || *value < 1) continue;
    const auto size = static_cast<std::uint64_t>(*value);
    if (key == "SizeC") pixels.channels = size;
    if (key == "SizeZ") pixels.slices = size;
    if (key == "SizeT") pixels.times = size;
  }
  static_cast<std::vector<OmePixels>*>(user)->push_back(pixels);
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
