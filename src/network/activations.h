// Estimates of how many values a network holds while it computes, for planning. They are derived from the
// layers alone.
#pragma once

#include "network/catalogue.h"

namespace emsurvey {

/// Returns the number of values that a forward pass keeps for its backward pass, per pixel of the section:
/// the inputs of convolutions and norms and the outputs of activations.
double kept_values_per_pixel(const NetworkSpec& spec);

/// Returns the largest number of values that a forward pass without a backward pass holds at a time, per
/// pixel of the section.
double passing_values_per_pixel(const NetworkSpec& spec);

/// Returns an upper estimate of the values that a forward pass on a CPU holds at a time, per pixel of the section:
/// passing_values_per_pixel() and the columns into which LibTorch copies the input of a convolution.
double labelling_values_per_pixel(const NetworkSpec& spec);

/// Like kept_values_per_pixel, for the discriminator with `label_count` labels, which is applied to generated
/// and to true labels.
double kept_discriminator_values_per_pixel(int label_count);

}  // namespace emsurvey
