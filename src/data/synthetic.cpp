#include "data/synthetic.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>
#include <string>

#include "base/error.h"
#include "data/label_source.h"
#include "data/lattice_noise.h"
#include "data/tissue.h"

namespace emsurvey {
namespace {

double clamp_unit(double value) {
  return std::clamp(value, 0.0, 1.0);
}

double mix(double a, double b, double t) {
  return a + (b - a) * t;
}

/// Computes the grey value of a pixel from the tissue there, with the tones of VNC sections.
class Painter {
 public:
  Painter(std::uint64_t seed, int z) : z_(z), texture_(seed, 10), vesicles_(seed, 11) {}

  double grey(int y, int x, const TissuePoint& point) const {
    double value = 172 + 16 * point.cell_tone + 10 * texture_.smooth(x / 45.0, y / 45.0, z_ / 2.0) +
                   22 * texture_.smooth(x / 3.5, y / 3.5, 50.0 + 3 * z_);
    value -= 75 * vesicle(y, x, point);
    if (point.mitochondrion < 1) value = mitochondrion(y, x, point);
    value = mix(value, 40, clamp_unit(1.35 - point.boundary / point.half_width));
    // Synapses are darkest at the cleft and faint at the edge, as if cut obliquely.
    return mix(value, 18, clamp_unit(1.7 * (1.2 - point.synapse)));
  }

 private:
  /// Returns the grey value in a mitochondrion: a dark outline, and dark folds across a darker matrix.
  double mitochondrion(int y, int x, const TissuePoint& point) const {
    constexpr double fold_spacing = 7;
    const double bend = 2.5 * texture_.smooth(x / 9.0, y / 9.0, 200.0 + z_);
    const double turns = (point.crista + bend) / fold_spacing;
    const double fold = std::abs(2 * (turns - std::floor(turns)) - 1);
    const double inside = 78 + 55 * fold + 14 * texture_.smooth(x / 3.0, y / 3.0, 400.0 + 3 * z_);
    return mix(inside, 58, clamp_unit((point.mitochondrion - 0.8) / 0.1));
  }

  /// Returns 1 on the rim of a vesicle, 0 elsewhere. Vesicles lie on a jittered grid with gaps.
  double vesicle(int y, int x, const TissuePoint& point) const {
    constexpr double spacing = 13;
    const double row = std::floor(y / spacing);
    const auto r = static_cast<std::int64_t>(row);
    const double shift = r % 2 == 0 ? 0 : spacing / 2;
    const double column = std::floor((x + shift) / spacing);
    const auto c = static_cast<std::int64_t>(column);
    // Some cells are full of vesicles, others have few.
    if (vesicles_.uniform(c, r, 4 * z_) > 0.45 + 0.4 * point.cell_tone) return 0;
    const double dx = x + shift - spacing * (column + 0.2 + 0.6 * vesicles_.uniform(c, r, 4 * z_ + 1));
    const double dy = y - spacing * (row + 0.2 + 0.6 * vesicles_.uniform(c, r, 4 * z_ + 2));
    const double radius = 1.4 + 1.4 * vesicles_.uniform(c, r, 4 * z_ + 3);
    return clamp_unit(1.2 - std::abs(std::sqrt(dx * dx + dy * dy) - radius));
  }

  int z_;
  LatticeNoise texture_;
  LatticeNoise vesicles_;
};

/// Blurs with weights 1 2 1 along rows and columns; edge pixels are repeated.
Plane<double> blurred(const Plane<double>& image) {
  const auto pass = [](const Plane<double>& source, int dy, int dx) {
    Plane<double> target(source.height, source.width);
    for (int y = 0; y < source.height; ++y) {
      for (int x = 0; x < source.width; ++x) {
        const double before = source.at(std::max(y - dy, 0), std::max(x - dx, 0));
        const double after =
            source.at(std::min(y + dy, source.height - 1), std::min(x + dx, source.width - 1));
        target.at(y, x) = (before + 2 * source.at(y, x) + after) / 4;
      }
    }
    return target;
  };
  return pass(pass(image, 0, 1), 1, 0);
}

/// Returns approximately normal noise of standard deviation 1: the sum of four uniform 16-bit numbers.
double noise_of(std::uint64_t bits) {
  double sum = 0;
  for (int shift = 0; shift < 64; shift += 16) sum += static_cast<double>((bits >> shift) & 0xffff) / 65536;
  return (sum - 2) * std::sqrt(3.0);
}

void add_noise(Plane<double>& image, double deviation, std::mt19937_64& engine) {
  for (double& value : image.values) value += deviation * noise_of(engine());
}

Plane<std::uint16_t> rounded(const Plane<double>& image) {
  Plane<std::uint16_t> result(image.height, image.width);
  std::transform(image.values.begin(), image.values.end(), result.values.begin(), [](double value) {
    return static_cast<std::uint16_t>(std::clamp(value + 0.5, 0.0, 255.0));
  });
  return result;
}

std::string padded(int number, int count) {
  const std::string digits = std::to_string(number);
  const std::size_t width = std::max<std::size_t>(std::to_string(count - 1).size(), 2);
  return std::string(width - digits.size(), '0') + digits;
}

Section synthetic_section(const SyntheticOptions& options, int z) {
  const int size = options.size;
  const Tissue tissue(options.seed, size, z);
  const Painter painter(options.seed, z);
  Section section;
  section.name = padded(z, options.sections);
  section.volume = "synthetic";
  section.z = z;
  section.source = "synthetic, seed " + std::to_string(options.seed);
  section.labels.assign(3, {size, size});
  Plane<double> image(size, size);
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const TissuePoint point = tissue.at(y, x);
      const bool is_membrane = point.boundary < point.half_width;
      image.at(y, x) = painter.grey(y, x, point);
      section.labels[0].at(y, x) = point.synapse < 1 ? 255 : 0;
      section.labels[1].at(y, x) = point.mitochondrion < 1 && !is_membrane ? 255 : 0;
      section.labels[2].at(y, x) = is_membrane ? 255 : 0;
    }
  }
  std::seed_seq words{static_cast<std::uint32_t>(options.seed),
                      static_cast<std::uint32_t>(options.seed >> 32), std::uint32_t{20},
                      static_cast<std::uint32_t>(z)};
  std::mt19937_64 engine(words);
  add_noise(image, 26, engine);
  image = blurred(image);
  add_noise(image, 7, engine);
  section.raw = rounded(image);
  return section;
}

}  // namespace

Dataset synthetic_dataset(const SyntheticOptions& options) {
  require(options.sections >= 1 && options.sections <= 10000, "--synthetic", "is out of range",
          "give 1 to 10000 sections");
  require(options.size >= 32 && options.size <= 16384, "--size", "is out of range",
          "give 32 to 16384 pixels");
  Dataset dataset;
  for (const LabelSource& source : rgb_label_sources({})) dataset.labels.push_back(source.label);
  for (int z = 0; z < options.sections; ++z) dataset.sections.push_back(synthetic_section(options, z));
  return dataset;
}

}  // namespace emsurvey
