// The same work by several processes at once, as the ranks of a job do it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace emsurvey {

/// Called by a child: returns when all children have called it.
using Meet = std::function<void()>;

/// Calls `work` in `count` children of this process at once, which share what it has in memory, and returns
/// what each gave. To be called before this process has started threads: children have the calling one alone.
/// Throws std::runtime_error with the message of a child that threw, or the way it ended.
std::vector<std::string> in_child_processes(int count, const std::function<std::string(const Meet&)>& work);

}  // namespace emsurvey
