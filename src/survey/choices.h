// Values of the keys that take one of a few names.
#pragma once

#include "base/enum_names.h"

namespace emsurvey {

enum class ModelKind {
  pix2pix,  ///< Classic loss and a discriminator, as published.
  classic,  ///< Classic loss alone.
};

/// Number format of trainings.
enum class Precision {
  float32,
  tf32,  ///< GPUs round the factors of products to 10 mantissa bits; CPUs compute in float32.
  bf16,  ///< Autocast to bfloat16; the weights stay float32.
};

/// Which weights of a training are tested and predicted with.
enum class Keep {
  last,
  best,  ///< Those with the best scores on the validation sections.
};

/// What a user asks for; choose_device() finds the device.
enum class DeviceChoice {
  automatic,  ///< A GPU if LibTorch finds one.
  cpu,
  cuda,
};

const EnumNames<ModelKind>& names_of(ModelKind);
const EnumNames<Precision>& names_of(Precision);
const EnumNames<Keep>& names_of(Keep);
const EnumNames<DeviceChoice>& names_of(DeviceChoice);

}  // namespace emsurvey
