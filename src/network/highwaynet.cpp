#include "network/highwaynet.h"

#include <ATen/ATen.h>

#include "network/codec.h"

namespace emsurvey {
namespace {

class HighwayUnit : public Unit {
 public:
  explicit HighwayUnit(int channels)
      : Unit({channels, channels}, channels),
        gate_convolution_(
            register_module("gate_conv", std::make_shared<Convolution>(channels, channels, unit_kernel))),
        gate_norm_(register_module("gate_norm", std::make_shared<SampleNorm>(channels, -10))) {}

  at::Tensor forward(const at::Tensor& x) const override {
    const at::Tensor gate = (gate_norm_->forward(gate_convolution_->forward(x)).sigmoid() + 1) / 2;
    return x * (1 - gate) + layer(1, layer(0, x)) * gate;
  }

 private:
  std::shared_ptr<Convolution> gate_convolution_;
  std::shared_ptr<SampleNorm> gate_norm_;
};

}  // namespace

std::shared_ptr<Generator> make_highwaynet(const NetworkSpec& spec) {
  return make_codec_network<HighwayUnit>(spec, "unit");
}

}  // namespace emsurvey
