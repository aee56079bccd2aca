// Reads a file that may be damaged.
#pragma once

#include "base/error.h"

namespace emsurvey {

/// Calls `read`, which reads a file, and returns its result. If the file is damaged or of another kind
/// (InputError), calls `on_damage` with the error and returns an empty result. A FileError is passed on, because
/// it says nothing about the contents.
template <class Read, class OnDamage>
auto unless_damaged(const Read& read, const OnDamage& on_damage) -> decltype(read()) {
  try {
    return read();
  } catch (const FileError&) {
    throw;
  } catch (const InputError& damage) {
    on_damage(damage);
    return decltype(read())();
  }
}

template <class Read>
auto unless_damaged(const Read& read) {
  return unless_damaged(read, [](const InputError&) {});
}

}  // namespace emsurvey
