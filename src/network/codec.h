// Networks that consist of an encoder, units at a quarter of the resolution, and a decoder.
#pragma once

#include <torch/nn/module.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "network/generator.h"
#include "network/layers.h"
#include "network/unit.h"

namespace emsurvey {

/// [N, 1, H, W] -> [N, 4 f, H/4, W/4]. Three convolutions without norm or activation between them.
class Encoder : public torch::nn::Module {
 public:
  explicit Encoder(int filters);
  at::Tensor forward(const at::Tensor& sections) const;

 private:
  std::shared_ptr<GreyConvolution> first_;
  std::shared_ptr<Convolution> down1_;
  std::shared_ptr<Convolution> down2_;
};

/// [N, 4 f, H/4, W/4] -> [N, C, H, W] in [-1, 1].
class Decoder : public torch::nn::Module {
 public:
  Decoder(int filters, int label_count);
  at::Tensor forward(const at::Tensor& features) const;

 private:
  std::shared_ptr<UpConvolution> up1_;
  std::shared_ptr<SampleNorm> norm1_;
  std::shared_ptr<UpConvolution> up2_;
  std::shared_ptr<SampleNorm> norm2_;
  std::shared_ptr<Convolution> last_;
};

/// A network that passes the output of the encoder through all units in sequence and then through the
/// decoder.
class CodecNetwork : public Generator {
 public:
  /// `units` have 4 f input and output channels. They are registered as `unit_name` followed by their number
  /// from 0.
  CodecNetwork(const NetworkSpec& spec, const std::string& unit_name,
               std::vector<std::shared_ptr<Unit>> units);

 private:
  at::Tensor label(const at::Tensor& sections, DropoutNoise& noise) override;

  std::shared_ptr<Encoder> encoder_;
  std::shared_ptr<Decoder> decoder_;
  std::vector<std::shared_ptr<Unit>> units_;
};

/// Makes a network of spec.depth units of type `Kind`, which is constructed from its number of channels.
template <class Kind>
std::shared_ptr<Generator> make_codec_network(const NetworkSpec& spec, const std::string& unit_name) {
  std::vector<std::shared_ptr<Unit>> units;
  for (int i = 0; i < spec.depth; ++i) units.push_back(std::make_shared<Kind>(4 * spec.filters));
  return std::make_shared<CodecNetwork>(spec, unit_name, std::move(units));
}

}  // namespace emsurvey
