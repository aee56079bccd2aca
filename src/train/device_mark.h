// Marks in the work of a device.
#pragma once

namespace emsurvey {

/// A mark behind the work that has been enqueued on a device, such as the end of a training step. A mark that
/// was never set counts as reached.
class DeviceMark {
 public:
  virtual ~DeviceMark() = default;
  /// Moves the mark behind all work that is now enqueued on the current stream.
  virtual void set() = 0;
  /// Whether the device has done all work before the mark.
  virtual bool is_reached() const = 0;
  /// Returns when the mark is reached; the thread sleeps meanwhile.
  virtual void wait() const = 0;
};

}  // namespace emsurvey
