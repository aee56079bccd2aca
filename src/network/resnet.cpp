#include "network/resnet.h"

#include <ATen/ATen.h>

#include "network/codec.h"

namespace emsurvey {
namespace {

/// x + T(x)
class ResidualBlock : public Unit {
 public:
  explicit ResidualBlock(int channels) : Unit({channels, channels}, channels) {}
  at::Tensor forward(const at::Tensor& x) const override { return layer_and_sum(1, layer(0, x), x); }
};

}  // namespace

std::shared_ptr<Generator> make_resnet(const NetworkSpec& spec) {
  return make_codec_network<ResidualBlock>(spec, "block");
}

}  // namespace emsurvey
