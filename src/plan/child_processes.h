// Runs the same work in several processes at once, like the ranks of an MPI job.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace emsurvey {

/// A barrier of the children: returns when all of them have called it.
using Meet = std::function<void()>;

/// Calls `work` in `count` forked children at once, which share the memory of this process, and returns their
/// results. Call it before this process starts threads, because a child has the calling thread alone. Throws
/// std::runtime_error with the message of a child that threw, or with the way in which a child ended.
std::vector<std::string> in_child_processes(int count, const std::function<std::string(const Meet&)>& work);

}  // namespace emsurvey
