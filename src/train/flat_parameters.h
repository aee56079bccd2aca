// All parameters of a network in one flat buffer.
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// Moves the parameters of a network into one flat buffer, of which they become views, and provides a second
/// buffer of the same layout for their gradients. A step then takes one update and one all-reduce instead of
/// one for each parameter.
class FlatParameters {
 public:
  /// `format` is the memory format of convolution weights in the buffers. The shapes of the parameters stay
  /// the same, so code that reads or writes through views does not depend on it.
  explicit FlatParameters(const torch::nn::Module& network,
                          at::MemoryFormat format = at::MemoryFormat::Contiguous);

  at::Tensor& values() { return values_; }
  at::Tensor& gradients() { return gradients_; }
  const at::Tensor& values() const { return values_; }

  /// Returns the names of the parameters ("encoder.conv1.weight") and their views of `flat`, a buffer with
  /// the layout of values().
  std::vector<std::pair<std::string, at::Tensor>> views(const at::Tensor& flat) const;

 private:
  struct Slot {
    std::string name;
    std::int64_t offset;
    std::vector<std::int64_t> shape;
    std::int64_t size;
  };
  at::MemoryFormat format_;
  std::vector<Slot> slots_;
  at::Tensor values_;
  at::Tensor gradients_;
};

}  // namespace emsurvey
