#include "plan/child_processes.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <utility>

#include "base/exit_now.h"

namespace emsurvey {
namespace {

// The first byte of a message from a child.
constexpr char at_meeting = 'm', result = 'r', failure = 'f';

/// Returns whether the other end received all of `text`.
bool send_all(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const auto written = ::send(descriptor, text.data() + done, text.size() - done, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    done += static_cast<std::size_t>(written);
  }
  return true;
}

/// Returns the next byte; 0 at the end.
char next_byte(int descriptor) {
  char byte = 0;
  ssize_t count = 0;
  do {
    count = ::read(descriptor, &byte, 1);
  } while (count < 0 && errno == EINTR);
  return count == 1 ? byte : '\0';
}

[[noreturn]] void be_child(int descriptor, pid_t parent,
                           const std::function<std::string(const Meet&)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent)
    exit_now(ExitStatus::program_error);  // The parent ended before prctl took effect.
  const Meet meet = [&] {
    if (!send_all(descriptor, {at_meeting}) || next_byte(descriptor) == 0)
      exit_now(ExitStatus::program_error);
  };
  bool is_told = false;
  try {
    is_told = send_all(descriptor, result + work(meet));
  } catch (const std::exception& error) {
    is_told = send_all(descriptor, failure + std::string(error.what()));
  }
  exit_now(is_told ? ExitStatus::success : ExitStatus::program_error);
}

/// Owns a child process and ends it on destruction.
class Child {
 public:
  explicit Child(const std::function<std::string(const Meet&)>& work) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) give_up("socketpair");
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) be_child(ends[1], parent, work);
    const int error = errno;
    ::close(ends[1]);
    descriptor_ = ends[0];
    if (pid_ > 0) return;
    ::close(descriptor_);
    errno = error;
    give_up("fork");
  }
  Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)), descriptor_(other.descriptor_) {}
  Child& operator=(Child&&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::close(descriptor_);
    ::kill(pid_, SIGKILL);
    wait();
  }

  /// Whether the child has reached the next meeting; otherwise it has started to send its result.
  bool is_at_meeting() {
    const char kind = next_byte(descriptor_);
    if (kind == at_meeting) return true;
    if (kind == result) return false;
    if (kind == failure) throw std::runtime_error(rest());
    throw_ended();
  }
  void let_go() {
    if (!send_all(descriptor_, "g")) throw_ended();
  }

  std::string rest() const {
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
      const auto count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return text;
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }

 private:
  [[noreturn]] static void give_up(const char* call) {
    throw std::runtime_error(std::string(call) + " failed: " + std::strerror(errno));
  }

  int wait() {
    const pid_t pid = std::exchange(pid_, -1);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  [[noreturn]] void throw_ended() {
    ::close(descriptor_);
    const int status = wait();
    throw std::runtime_error("a process that measured ended" +
                             (WIFSIGNALED(status) ? " by signal " + std::to_string(WTERMSIG(status)) : ""));
  }

  pid_t pid_ = -1;
  int descriptor_ = -1;
};

}  // namespace

std::vector<std::string> in_child_processes(int count, const std::function<std::string(const Meet&)>& work) {
  std::vector<Child> children;
  children.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) children.emplace_back(work);
  for (;;) {
    const auto meeting =
        std::count_if(children.begin(), children.end(), [](Child& child) { return child.is_at_meeting(); });
    if (meeting == 0) break;
    if (meeting < std::ssize(children)) throw std::logic_error("processes that measured did not all meet");
    for (Child& child : children) child.let_go();
  }
  std::vector<std::string> results;
  for (const Child& child : children) results.push_back(child.rest());
  return results;
}

}  // namespace emsurvey
