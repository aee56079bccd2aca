#include "survey/choices.h"

namespace emsurvey {

const EnumNames<ModelKind>& names_of(ModelKind) {
  static const EnumNames<ModelKind> names{"model",
                                          {{ModelKind::pix2pix, "pix2pix"}, {ModelKind::classic, "classic"}}};
  return names;
}

const EnumNames<Precision>& names_of(Precision) {
  static const EnumNames<Precision> names{
      "precision", {{Precision::float32, "float32"}, {Precision::tf32, "tf32"}, {Precision::bf16, "bf16"}}};
  return names;
}

const EnumNames<Keep>& names_of(Keep) {
  static const EnumNames<Keep> names{"choice", {{Keep::last, "last"}, {Keep::best, "best"}}};
  return names;
}

const EnumNames<DeviceChoice>& names_of(DeviceChoice) {
  static const EnumNames<DeviceChoice> names{
      "device",
      {{DeviceChoice::automatic, "auto"}, {DeviceChoice::cpu, "cpu"}, {DeviceChoice::cuda, "cuda"}}};
  return names;
}

}  // namespace emsurvey
