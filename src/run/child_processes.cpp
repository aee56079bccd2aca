#include "run/child_processes.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <utility>

namespace emsurvey {
namespace {

// The first byte of what a child says.
constexpr char at_meeting = 'm', result = 'r', failure = 'f';

void say(int descriptor, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const auto written = ::send(descriptor, text.data() + done, text.size() - done, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(1);
    done += static_cast<std::size_t>(written);
  }
}

/// The next byte; 0 at the end.
char next_byte(int descriptor) {
  char byte = 0;
  ssize_t count = 0;
  do {
    count = ::read(descriptor, &byte, 1);
  } while (count < 0 && errno == EINTR);
  return count == 1 ? byte : '\0';
}

[[noreturn]] void be_child(int descriptor, const std::function<std::string(const Meet&)>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const Meet meet = [&] {
    say(descriptor, {at_meeting});
    if (next_byte(descriptor) == 0) ::_exit(1);
  };
  try {
    say(descriptor, result + work(meet));
  } catch (const std::exception& error) {
    say(descriptor, failure + std::string(error.what()));
  }
  ::_exit(0);
}

/// Owner of a child process, which it ends.
class Child {
 public:
  explicit Child(const std::function<std::string(const Meet&)>& work) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) give_up("socketpair");
    pid_ = ::fork();
    if (pid_ == 0) be_child(ends[1], work);
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

  /// Whether it has come to the next meeting; else it has begun to give its result.
  bool is_at_meeting() {
    const char kind = next_byte(descriptor_);
    if (kind == at_meeting) return true;
    if (kind == result) return false;
    const std::string message = rest();
    throw std::runtime_error(kind == failure ? message : "a process that measured ended" + way_of_ending());
  }
  void let_go() const { say(descriptor_, "g"); }

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
    int status = 0;
    while (::waitpid(std::exchange(pid_, -1), &status, 0) < 0 && errno == EINTR) {
    }
    return status;
  }

  std::string way_of_ending() {
    ::close(descriptor_);
    const int status = wait();
    return WIFSIGNALED(status) ? " by signal " + std::to_string(WTERMSIG(status)) : "";
  }

  pid_t pid_ = -1;
  int descriptor_ = -1;
};

}  // namespace

std::vector<std::string> in_child_processes(int count, const std::function<std::string(const Meet&)>& work) {
  std::vector<Child> children;
  children.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) children.emplace_back(work);
  for (bool are_meeting = true; are_meeting;) {
    for (Child& child : children) are_meeting = child.is_at_meeting();
    if (!are_meeting) break;
    for (const Child& child : children) child.let_go();
  }
  std::vector<std::string> results;
  for (const Child& child : children) results.push_back(child.rest());
  return results;
}

}  // namespace emsurvey
