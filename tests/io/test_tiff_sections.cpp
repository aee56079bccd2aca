// Planes of a TIFF file that are sections: stacks of ImageJ, tifffile and OME-XML, reduced copies, volumes.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "io/file.h"
#include "io/image_file.h"
#include "support/image_fixtures.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

constexpr int height = 6;
constexpr int width = 9;

std::uint32_t sample(int plane, int y, int x) {
  return static_cast<std::uint32_t>(plane * 1000 + y * 20 + x);
}

class TiffSections : public testing::Test {
 protected:
  /// Writes 16-bit pages, the first of which has this description.
  void write(int pages, const std::string& description, TiffForm form = {}) {
    const auto more = form.more;
    form.more = [&](TIFF* tiff, int page) {
      if (page == 0) TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description.c_str());
      if (more) more(tiff, page);
    };
    write_stored_tiff(path_, pages, height, width, 16, 1, form,
                      [](int page, int y, int x, int) { return sample(page, y, x); });
  }

  /// Writes one page with this description; the other planes follow it without directories.
  void write_contiguous(int planes, const std::string& description, const std::string& mode = "w") {
    TiffForm form;
    form.mode = mode;
    form.more = [&](TIFF* tiff, int) {
      TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description.c_str());
      if (depth_ > 1) TIFFSetField(tiff, TIFFTAG_IMAGEDEPTH, depth_);
      if (fill_order_ != 0) TIFFSetField(tiff, TIFFTAG_FILLORDER, fill_order_);
    };
    // Written as the rows of one page, whose height is then set to that of a plane.
    write_stored_tiff(path_, 1, planes * height, width, 16, 1, form,
                      [](int, int y, int x, int) { return sample(y / height, y % height, x); });
    std::string bytes = read_file(path_);
    const bool is_big_endian = mode == "wb";
    const std::string entry =
        is_big_endian ? std::string("\1\1\0\3\0\0\0\1", 8) : std::string("\1\1\3\0\1\0\0\0", 8);
    const std::size_t at = bytes.find(entry);
    ASSERT_NE(at, std::string::npos);
    bytes[at + (is_big_endian ? 9 : 8)] = height;
    write_text(path_, bytes);
  }

  void expect_sections(int count) {
    ImageFile file(path_);
    ASSERT_EQ(file.section_count(), count);
    for (int i = count; i-- > 0;) {
      const Image image = read_as(ImageReading::shown, file.read(i), "section");
      ASSERT_EQ(image.height(), height);
      EXPECT_EQ(image.channels.at(0).at(5, 7), sample(i, 5, 7)) << i;
      EXPECT_EQ(image.channels.at(0).at(0, 0), sample(i, 0, 0)) << i;
    }
  }

  void expect_refused(const std::string& part) {
    const std::string message = input_error_of([&] { ImageFile file(path_); });
    EXPECT_NE(message.find(part), std::string::npos) << message;
    EXPECT_NE(message.find("; "), std::string::npos) << message;
  }

  static std::string ome(const std::string& sizes, const std::string& data = "") {
    return "<?xml version=\"1.0\"?><!-- Pixels SizeC=\"9\" --><OME xmlns=\"http://www.openmicroscopy.org\">"
           "<Image ID=\"Image:0\"><Pixels DimensionOrder=\"XYCZT\" Type=\"uint16\" SizeX=\"9\" SizeY=\"6\" " +
           sizes + "><Channel ID=\"C\"/>" + data + "</Pixels></Image></OME>";
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "stack.tif";
  std::uint32_t depth_ = 1;
  int fill_order_ = 0;  ///< 0: the default.
};

TEST_F(TiffSections, APageEachWithoutOrWithADescription) {
  for (const char* description :
       {"", "ImageJ=1.53t\nmin=0.0\n", "{\"shape\": [6, 9]}", "a stack", "{", "<OME"}) {
    write(4, description);
    expect_sections(4);
  }
}

TEST_F(TiffSections, OmePlanesAreInTheOrderOfTheFileOrRefused) {
  const std::string sizes = "SizeC=\"1\" SizeZ=\"3\" SizeT=\"1\"";
  write(3, ome(sizes, "<TiffData/>"));
  expect_sections(3);
  write(3, ome(sizes, "<TiffData IFD=\"0\" PlaneCount=\"2\"/><TiffData FirstZ=\"2\" IFD=\"2\"/>"));
  expect_sections(3);
  write(3, ome(sizes,
               "<TiffData FirstZ=\"2\" IFD=\"0\"/><TiffData FirstZ=\"1\" IFD=\"1\"/>"
               "<TiffData FirstZ=\"0\" IFD=\"2\"/>"));
  expect_refused("in another order");
}

TEST_F(TiffSections, StacksOfImageJ) {
  const std::string one_axis = "ImageJ=1.53t\nimages=5\nslices=5\n";
  write(5, one_axis);
  expect_sections(5);
  for (const char* mode : {"w", "wb"}) {
    write_contiguous(5, one_axis, mode);
    expect_sections(5);
    write_contiguous(5, "ImageJ=1.53t\nimages=5\nframes=5\nhyperstack=true\n", mode);
    expect_sections(5);
  }
}

TEST_F(TiffSections, ChannelsAndTwoAxesAreRefused) {
  write(10, "ImageJ=1.53t\nimages=10\nchannels=2\nslices=5\nhyperstack=true\n");
  expect_refused("stack.tif: holds 2 channels x 5 slices (ImageJ); save the channel of the sections");
  write(10, "ImageJ=1.53t\nimages=10\nslices=5\nframes=2\nhyperstack=true\n");
  expect_refused("holds 5 slices x 2 times (ImageJ), so its order of sections is unknown");
  write(3, "ImageJ=1.53t\nimages=3\nchannels=3\n");
  expect_refused("holds 3 channels (ImageJ)");
  // ImageJ does not have so many channels: this is a stack whose axis was not named.
  write(8, "ImageJ=1.53t\nimages=8\nchannels=8\n");
  expect_sections(8);
}

TEST_F(TiffSections, ADescriptionOfOtherPlanesThanThereAreIsRefused) {
  write(3, "ImageJ=1.53t\nimages=5\nslices=5\n");
  expect_refused("holds 3 pages, but its description (ImageJ) tells of 5");
  write(1, "ImageJ=1.53t\nimages=5\nslices=5\n");
  expect_refused("holds 1 page, but its description (ImageJ) tells of 5");
  write(5, "{\"shape\": [3, 6, 9]}");
  expect_refused("holds more pages than its description says");
  write(2, ome("SizeC=\"1\" SizeZ=\"4\" SizeT=\"1\""));
  expect_refused("holds 2 pages, but its description (OME-XML) tells of 4");
  write_contiguous(6, "ImageJ=1.53t\nimages=6\nslices=3\n");
  expect_refused("has a description (ImageJ) of 6 images and of 3 by its channels, slices and frames");
  TiffForm form;
  form.compression = COMPRESSION_LZW;
  write(1, "ImageJ=1.53t\nimages=99999999999\nslices=99999999999\n", form);
  expect_refused("holds 1 page");
}

TEST_F(TiffSections, StacksOfTifffile) {
  write(4, "{\"shape\": [4, 6, 9]}");
  expect_sections(4);
  write(4, "{\"shape\": [1, 4, 1, 6, 9], \"axes\": \"TZCYX\"}");
  expect_sections(4);
  write_contiguous(4, "{\"shape\": [4, 6, 9], \"truncated\": true}");
  expect_sections(4);
  write_contiguous(4, "{\"shape\": [4, 6, 9, 1, 1], \"truncated\": true, \"axes\": \"ZYXSQ\"}");
  expect_sections(4);
  write_contiguous(4, "{\"shape\": [4, 9, 6], \"truncated\": true}");
  expect_refused("has planes without pages, and a description (tifffile) that does not fit");
  // This description is left from a larger image, from which every plane was cropped.
  write(4, "{\"shape\": [4, 60, 90]}");
  expect_sections(4);
  write(4, "{\"shape\": [2, 2, 6, 9]}");
  expect_refused("holds 2 planes x 2 planes (tifffile)");
  write(4, "{\"shape\": [4, 6, 9], \"axes\": \"CYX\"}");
  expect_refused("holds 4 channels (tifffile)");
}

TEST_F(TiffSections, StacksOfOme) {
  write(4, ome("SizeC=\"1\" SizeZ=\"4\" SizeT=\"1\""));
  expect_sections(4);
  write(4, ome("SizeC=\"1\" SizeZ=\"1\" SizeT=\"4\""));
  expect_sections(4);
  write(4, ome("SizeC=\"2\" SizeZ=\"2\" SizeT=\"1\""));
  expect_refused("holds 2 channels x 2 slices (OME-XML)");
  write(4, ome("SizeC=\"1\" SizeZ=\"2\" SizeT=\"2\""));
  expect_refused("holds 2 slices x 2 times (OME-XML)");
  write(2, "<OME><Image><Pixels SizeZ=\"1\"/></Image><Image><Pixels SizeZ=\"1\"/></Image></OME>");
  expect_refused("describes 2 images (OME-XML)");
}

TEST_F(TiffSections, PlanesWhoseBitsAreStoredInReverseNeedPagesOfTheirOwn) {
  fill_order_ = FILLORDER_LSB2MSB;
  write_contiguous(5, "ImageJ=1.53t\nimages=5\nslices=5\n");
  expect_refused("holds 1 page, but its description (ImageJ) tells of 5");
  TiffForm form;
  form.more = [](TIFF* tiff, int) { TIFFSetField(tiff, TIFFTAG_FILLORDER, FILLORDER_LSB2MSB); };
  write(5, "ImageJ=1.53t\nimages=5\nslices=5\n", form);
  expect_sections(5);
}

TEST_F(TiffSections, SmallerCopiesAreNoSections) {
  const auto write_pages = [&](std::uint32_t kind) {
    const std::unique_ptr<TIFF, void (*)(TIFF*)> file(TIFFOpen(path_.c_str(), "w"), TIFFClose);
    for (const int size : {8, 4, 8, 4}) {
      const std::vector<unsigned char> row(8, static_cast<unsigned char>(size));
      TIFFSetField(file.get(), TIFFTAG_SUBFILETYPE, size == 8 ? 0 : kind);
      TIFFSetField(file.get(), TIFFTAG_IMAGEWIDTH, size);
      TIFFSetField(file.get(), TIFFTAG_IMAGELENGTH, size);
      TIFFSetField(file.get(), TIFFTAG_BITSPERSAMPLE, 8);
      TIFFSetField(file.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
      TIFFSetField(file.get(), TIFFTAG_ROWSPERSTRIP, size);
      for (int y = 0; y < size; ++y)
        ASSERT_EQ(TIFFWriteScanline(file.get(), const_cast<unsigned char*>(row.data()),
                                    static_cast<std::uint32_t>(y)),
                  1);
      ASSERT_EQ(TIFFWriteDirectory(file.get()), 1);
    }
  };
  for (const std::uint32_t kind : {FILETYPE_REDUCEDIMAGE, FILETYPE_MASK}) {
    write_pages(kind);
    ImageFile file(path_);
    ASSERT_EQ(file.section_count(), 2);
    EXPECT_EQ(file.header(1).width, 8);
  }
  write_pages(0);
  expect_refused("has 8 x 8 pixels in page 0 and 4 x 4 in page 1, which may be copies of one section");
}

TEST_F(TiffSections, VolumesOfOnePage) {
  depth_ = 3;
  write_contiguous(3, "{\"shape\": [3, 6, 9]}");
  expect_sections(3);
  TiffForm form;
  form.compression = COMPRESSION_LZW;
  form.more = [](TIFF* tiff, int) { TIFFSetField(tiff, TIFFTAG_IMAGEDEPTH, 3); };
  write(1, "", form);
  expect_refused("stores 3 planes in one page; save it as a stack");
}

}  // namespace
}  // namespace emsurvey
