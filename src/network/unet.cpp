#include "network/unet.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "network/layers.h"

namespace emsurvey {
namespace {

constexpr Kernel halving{4, 2, 1};
constexpr int lowest_dropping_level = 6;

/// Halves the resolution at a level below the first: leaky ReLU, convolution (`conv`), norm (`norm`).
class Down : public torch::nn::Module {
 public:
  Down(int in, int out)
      : convolution_(register_module("conv", std::make_shared<Convolution>(in, out, halving))),
        norm_(register_module("norm", std::make_shared<SampleNorm>(out))) {}
  at::Tensor forward(const at::Tensor& x) const {
    return norm_->forward(convolution_->forward(at::leaky_relu(x, 0.2)));
  }

 private:
  std::shared_ptr<Convolution> convolution_;
  std::shared_ptr<SampleNorm> norm_;
};

/// The first level: only a convolution (`conv`).
class FirstDown : public torch::nn::Module {
 public:
  explicit FirstDown(int out)
      : convolution_(register_module("conv", std::make_shared<GreyConvolution>(out, halving))) {}
  at::Tensor forward(const at::Tensor& sections) const { return convolution_->forward(sections); }

 private:
  std::shared_ptr<GreyConvolution> convolution_;
};

/// Doubles the resolution: ReLU, transposed convolution (`up`), and norm (`norm`) at every level but the
/// first.
class Up : public torch::nn::Module {
 public:
  Up(int in, int out, bool has_norm)
      : up_(register_module("up", std::make_shared<UpConvolution>(in, out))),
        norm_(has_norm ? register_module("norm", std::make_shared<SampleNorm>(out)) : nullptr) {}
  at::Tensor forward(const at::Tensor& x) const {
    const at::Tensor y = up_->forward(x.relu());
    return norm_ ? norm_->forward(y) : y;
  }

 private:
  std::shared_ptr<UpConvolution> up_;
  std::shared_ptr<SampleNorm> norm_;
};

class Unet : public Generator {
 public:
  explicit Unet(const NetworkSpec& spec)
      : Generator(spec),
        first_(register_module("encoder1", std::make_shared<FirstDown>(unet_channels(spec, 1)))) {
    for (int level = 2; level <= spec.depth; ++level) {
      downs_.push_back(register_module(
          "encoder" + std::to_string(level),
          std::make_shared<Down>(unet_channels(spec, level - 1), unet_channels(spec, level))));
    }
    for (int level = spec.depth; level >= 1; --level) {
      const int below = unet_channels(spec, std::min(level + 1, spec.depth));
      const int out = level == 1 ? spec.label_count : unet_channels(spec, level);
      ups_.push_back(
          register_module("decoder" + std::to_string(level),
                          std::make_shared<Up>(below + unet_channels(spec, level), out, level > 1)));
    }
  }

 private:
  at::Tensor label(const at::Tensor& sections, DropoutNoise& noise) override {
    noise.announce(dropped_sizes(sections.size(2), sections.size(3)));
    std::vector<at::Tensor> by_level{first_->forward(sections)};
    for (const auto& down : downs_) by_level.push_back(down->forward(by_level.back()));
    at::Tensor x = by_level.back();
    for (int level = spec().depth; level >= 1; --level) {
      const auto& up = ups_[static_cast<std::size_t>(spec().depth - level)];
      x = up->forward(at::cat({x, by_level[static_cast<std::size_t>(level - 1)]}, 1));
      if (level >= lowest_dropping_level) x = noise.drop_half(x);
    }
    return x.to(at::kFloat).tanh();
  }

  /// Returns the number of values of each layer with dropout, in the order of computation.
  std::vector<std::int64_t> dropped_sizes(std::int64_t height, std::int64_t width) const {
    std::vector<std::int64_t> sizes;
    for (int level = spec().depth; level >= lowest_dropping_level; --level)
      sizes.push_back(unet_channels(spec(), level) * (height >> (level - 1)) * (width >> (level - 1)));
    return sizes;
  }

  std::shared_ptr<FirstDown> first_;
  std::vector<std::shared_ptr<Down>> downs_;
  std::vector<std::shared_ptr<Up>> ups_;  ///< The deepest level first.
};

}  // namespace

std::shared_ptr<Generator> make_unet(const NetworkSpec& spec) {
  return std::make_shared<Unet>(spec);
}

}  // namespace emsurvey
