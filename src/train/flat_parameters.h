// All parameters of a network in one buffer.
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <string>
#include <utility>
#include <vector>

namespace emsurvey {

/// Moves the parameters of a network into a flat buffer of which they become views, and has another like it
/// for their gradients: one update and one all-reduce a step instead of one for each parameter.
class FlatParameters {
 public:
  /// `format`: how convolution weights lie in the buffers; their shapes, and so all that is read or written
  /// by view, stay the same.
  explicit FlatParameters(const torch::nn::Module& network,
                          at::MemoryFormat format = at::MemoryFormat::Contiguous);

  at::Tensor& values() { return values_; }
  at::Tensor& gradients() { return gradients_; }
  const at::Tensor& values() const { return values_; }

  /// Names ("encoder.conv1.weight") and views of `flat`, a buffer laid out as values().
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
