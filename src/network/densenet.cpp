#include "network/densenet.h"

#include <ATen/ATen.h>

#include "network/codec.h"

namespace emsurvey {
namespace {

class DenseBlock : public Unit {
 public:
  explicit DenseBlock(int channels) : Unit(inputs(channels), channels) {}

  at::Tensor forward(const at::Tensor& x) const override {
    at::Tensor seen = x, last;
    for (std::size_t i = 0; i < layer_count(); ++i) {
      if (i > 0) seen = at::cat({seen, last}, 1);
      last = layer(i, seen);
    }
    return last;
  }

 private:
  static std::vector<int> inputs(int channels) {
    std::vector<int> result;
    for (int i = 1; i <= dense_layers; ++i) result.push_back(i * channels);
    return result;
  }
};

}  // namespace

std::shared_ptr<Generator> make_densenet(const NetworkSpec& spec) {
  return make_codec_network<DenseBlock>(spec, "block");
}

}  // namespace emsurvey
