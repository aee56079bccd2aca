#include "mpi/communicator.h"

#include <chrono>
#include <exception>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <utility>

#include "base/error.h"
#include "mpi/session.h"

namespace emsurvey {
namespace {

/// MPI counts elements in int; larger buffers are sent in pieces.
constexpr std::size_t most_elements = std::size_t{1} << 30;

template <class T>
void sum_in_pieces(std::span<T> values, MPI_Datatype type, MPI_Comm handle) {
  while (!values.empty()) {
    const auto piece = values.first(std::min(values.size(), most_elements));
    mpi_check(
        MPI_Allreduce(MPI_IN_PLACE, piece.data(), static_cast<int>(piece.size()), type, MPI_SUM, handle),
        "MPI_Allreduce");
    values = values.subspan(piece.size());
  }
}

}  // namespace

Communicator::Communicator(MPI_Comm handle, bool is_owner) : handle_(handle), is_owner_(is_owner) {
  mpi_check(MPI_Comm_set_errhandler(handle_, MPI_ERRORS_RETURN), "MPI_Comm_set_errhandler");
  mpi_check(MPI_Comm_rank(handle_, &rank_), "MPI_Comm_rank");
  mpi_check(MPI_Comm_size(handle_, &size_), "MPI_Comm_size");
}

Communicator::~Communicator() {
  // MPI_Comm_free is collective; the peers of a rank that is about to abort may never call it.
  if (is_owner_ && handle_ != MPI_COMM_NULL && std::uncaught_exceptions() == 0) MPI_Comm_free(&handle_);
}

Communicator::Communicator(Communicator&& other) noexcept
    : handle_(std::exchange(other.handle_, MPI_COMM_NULL)),
      is_owner_(other.is_owner_),
      rank_(other.rank_),
      size_(other.size_) {}

Communicator& Communicator::operator=(Communicator&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(is_owner_, other.is_owner_);
  std::swap(rank_, other.rank_);
  std::swap(size_, other.size_);
  return *this;
}

Communicator Communicator::world() {
  return {MPI_COMM_WORLD, /*is_owner=*/false};
}

Communicator Communicator::split(int color) const {
  MPI_Comm part = MPI_COMM_NULL;
  mpi_check(MPI_Comm_split(handle_, color, rank_, &part), "MPI_Comm_split");
  return {part, /*is_owner=*/true};
}

Communicator Communicator::split_by_node() const {
  MPI_Comm part = MPI_COMM_NULL;
  mpi_check(MPI_Comm_split_type(handle_, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &part),
            "MPI_Comm_split_type");
  return {part, /*is_owner=*/true};
}

void Communicator::barrier() const {
  mpi_check(MPI_Barrier(handle_), "MPI_Barrier");
}

void Communicator::wait_for_all(const ProgressCallback& on_progress) const {
  MPI_Request request = MPI_REQUEST_NULL;
  mpi_check(MPI_Ibarrier(handle_, &request), "MPI_Ibarrier");
  for (int is_done = 0;;) {
    mpi_check(MPI_Test(&request, &is_done, MPI_STATUS_IGNORE), "MPI_Test");
    if (is_done) return;
    on_progress();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

std::string Communicator::broadcast(std::string text) const {
  if (size_ == 1) return text;
  const auto size = static_cast<std::size_t>(broadcast(static_cast<std::int64_t>(text.size())));
  text.resize(size);
  for (std::size_t done = 0; done < size; done += most_elements) {
    const auto piece = static_cast<int>(std::min(size - done, most_elements));
    mpi_check(MPI_Bcast(text.data() + done, piece, MPI_CHAR, 0, handle_), "MPI_Bcast");
  }
  return text;
}

std::int64_t Communicator::broadcast(std::int64_t value) const {
  if (size_ == 1) return value;
  mpi_check(MPI_Bcast(&value, 1, MPI_INT64_T, 0, handle_), "MPI_Bcast");
  return value;
}

void Communicator::sum(std::span<float> values) const {
  if (size_ > 1) sum_in_pieces(values, MPI_FLOAT, handle_);
}

void Communicator::sum(std::span<double> values) const {
  if (size_ > 1) sum_in_pieces(values, MPI_DOUBLE, handle_);
}

std::int64_t Communicator::reduce(std::int64_t value, MPI_Op operation) const {
  if (size_ == 1) return value;
  mpi_check(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_INT64_T, operation, handle_), "MPI_Allreduce");
  return value;
}

std::int64_t Communicator::sum(std::int64_t value) const {
  return reduce(value, MPI_SUM);
}

std::int64_t Communicator::max(std::int64_t value) const {
  return reduce(value, MPI_MAX);
}

std::vector<std::int64_t> Communicator::all_gather(std::int64_t value) const {
  std::vector<std::int64_t> values(static_cast<std::size_t>(size_));
  mpi_check(MPI_Allgather(&value, 1, MPI_INT64_T, values.data(), 1, MPI_INT64_T, handle_), "MPI_Allgather");
  return values;
}

std::vector<std::string> Communicator::gather(const std::string& text) const {
  const auto sizes = all_gather(static_cast<std::int64_t>(text.size()));
  const auto total = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  if (total > std::numeric_limits<int>::max()) throw std::runtime_error("more than 2 GiB of text to gather");
  std::vector<int> counts(sizes.begin(), sizes.end());
  std::vector<int> offsets(counts.size());
  std::exclusive_scan(counts.begin(), counts.end(), offsets.begin(), 0);
  std::string all(is_root() ? static_cast<std::size_t>(total) : 0, '\0');
  mpi_check(MPI_Gatherv(text.data(), static_cast<int>(text.size()), MPI_CHAR, all.data(), counts.data(),
                        offsets.data(), MPI_CHAR, 0, handle_),
            "MPI_Gatherv");
  std::vector<std::string> texts;
  for (std::size_t i = 0; is_root() && i < counts.size(); ++i) {
    texts.push_back(all.substr(static_cast<std::size_t>(offsets[i]), static_cast<std::size_t>(counts[i])));
  }
  return texts;
}

void Communicator::collectively(const std::function<void()>& action,
                                const ProgressCallback& on_progress) const {
  if (size_ == 1) return action();
  // The message is one letter for the type of the error, followed by its text.
  constexpr char of_file = 'f', of_input = 'i';
  std::string problem;
  try {
    action();
  } catch (const FileError& error) {
    problem = of_file + std::string(error.what());
  } catch (const InputError& error) {
    problem = of_input + std::string(error.what());
  }
  if (on_progress) wait_for_all(on_progress);
  // The lowest failing rank contributes the largest value, so the maximum identifies it.
  const std::int64_t speaker = size_ - max(problem.empty() ? 0 : size_ - rank_);
  if (speaker == size_) return;
  std::int64_t length = rank_ == speaker ? static_cast<std::int64_t>(problem.size()) : 0;
  mpi_check(MPI_Bcast(&length, 1, MPI_INT64_T, static_cast<int>(speaker), handle_), "MPI_Bcast");
  problem.resize(static_cast<std::size_t>(length));
  mpi_check(MPI_Bcast(problem.data(), static_cast<int>(length), MPI_CHAR, static_cast<int>(speaker), handle_),
            "MPI_Bcast");
  if (problem[0] == of_file) throw FileError(problem.substr(1));
  throw InputError(problem.substr(1));
}

}  // namespace emsurvey
