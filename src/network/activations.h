// How many values a network holds while it computes: estimates for planning, from its layers alone.
#pragma once

#include "network/catalogue.h"

namespace emsurvey {

/// Values of a forward pass that its backward pass needs, for each pixel of the section: what convolutions
/// read, what norms read and what activations give.
double kept_values_per_pixel(const NetworkSpec& spec);

/// The most values that a forward pass without a backward pass holds at a time, likewise.
double passing_values_per_pixel(const NetworkSpec& spec);

/// As kept_values_per_pixel for the discriminator that judges `label_count` labels, which judges generated
/// and true ones.
double kept_discriminator_values_per_pixel(int label_count);

}  // namespace emsurvey
