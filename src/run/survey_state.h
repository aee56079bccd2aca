// The state of a running survey that the workers of a rank share.
#pragma once

#include "run/resizable_semaphore.h"
#include "run/scaled_datasets.h"
#include "run/work_queue.h"
#include "watch/progress.h"
#include "watch/reporter.h"
#include "watch/stop_request.h"

namespace emsurvey {

/// Construction and destruction are collective over the world.
struct SurveyState {
  ScaledDatasets datasets;
  ResizableSemaphore device_slots;  ///< A worker holds one slot while it uses the device.
  WorkQueue queue;
  StopRequest stop;
  Progress& progress;
  Reporter reporter;
};

}  // namespace emsurvey
