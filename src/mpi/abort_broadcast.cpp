#include "mpi/abort_broadcast.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "mpi/session.h"

namespace emsurvey {
namespace {

// Short enough that MPI sends it at once, without waiting for the receiver.
constexpr std::size_t longest_reason = 1000;

}  // namespace

AbortBroadcast::AbortBroadcast(const Communicator& ranks)
    : ranks_(std::make_shared<Communicator>(ranks.split(0))) {}

void AbortBroadcast::raise(std::string reason) {
  reason_ = std::move(reason);
  reason_.resize(std::min(reason_.size(), longest_reason));
  for (int peer = 0; peer < ranks_->size(); ++peer) {
    if (peer == ranks_->rank()) continue;
    // A peer that is dead does not keep the others from being told.
    MPI_Request request = MPI_REQUEST_NULL;
    const int code = MPI_Isend(reason_.data(), static_cast<int>(reason_.size()), MPI_CHAR, peer, 0,
                               ranks_->handle(), &request);
    if (code == MPI_SUCCESS) MPI_Request_free(&request);
  }
}

std::optional<std::string> AbortBroadcast::heard() const {
  int is_there = 0;
  MPI_Status status;
  mpi_check(MPI_Iprobe(MPI_ANY_SOURCE, 0, ranks_->handle(), &is_there, &status), "MPI_Iprobe");
  if (!is_there) return {};
  int length = 0;
  mpi_check(MPI_Get_count(&status, MPI_CHAR, &length), "MPI_Get_count");
  std::string reason(static_cast<std::size_t>(length), '\0');
  mpi_check(
      MPI_Recv(reason.data(), length, MPI_CHAR, status.MPI_SOURCE, 0, ranks_->handle(), MPI_STATUS_IGNORE),
      "MPI_Recv");
  return reason;
}

bool AbortBroadcast::is_known_to_all(std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  MPI_Request request = MPI_REQUEST_NULL;
  if (MPI_Ibarrier(ranks_->handle(), &request) != MPI_SUCCESS) return false;
  for (int is_done = 0; std::chrono::steady_clock::now() < end;) {
    if (MPI_Test(&request, &is_done, MPI_STATUS_IGNORE) != MPI_SUCCESS) return false;
    if (is_done) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  // MPI keeps working on a barrier that is never completed and would crash without its communicator, so the
  // communicator is kept until the process ends.
  static auto& kept_for_good = *new std::vector<std::shared_ptr<Communicator>>;
  kept_for_good.push_back(ranks_);
  return false;
}

}  // namespace emsurvey
