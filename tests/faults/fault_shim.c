// Makes calls on files below a folder fail; fault_shim.h describes how.
#define _GNU_SOURCE
#include "fault_shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define TRUE_CALL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum { most_descriptors = 1024 };
static char* path_of[most_descriptors];  // Paths of the open files below the folder.
static long calls;
static long clock_jump;

static const char* setting(const char* name) {
  const char* value = getenv(name);
  return value != NULL ? value : "";
}

static int is_watched(const char* path) {
  const char* folder = setting("FAULT_FOLDER");
  const size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static void log_call(const char* call, const char* path) {
  const int file = TRUE_CALL(open)(setting("FAULT_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return;
  dprintf(file, "%ld %s %s\n", calls, call, path);
  TRUE_CALL(close)(file);
}

static int is_kind(const char* kind) {
  return strcmp(setting("FAULT_KIND"), kind) == 0;
}

static void limit_file_size(rlim_t bytes) {
  const struct rlimit limit = {bytes, RLIM_INFINITY};
  setrlimit(RLIMIT_FSIZE, &limit);
}

// Counts a call. Returns the errno with which it must fail, or 0.
static int strike(const char* call, const char* path) {
  ++calls;
  log_call(call, path);
  const long at = atol(setting("FAULT_AT"));
  if (at == 0 || calls < at || (calls > at && *setting("FAULT_LASTING") == '\0')) return 0;
  if (is_kind("drop") || is_kind("garble")) fail_power(is_kind("garble"));
  if (is_kind("drop") || is_kind("garble") || is_kind("kill")) kill(getpid(), SIGKILL);
  if (is_kind("clock")) clock_jump = atol(setting("FAULT_AMOUNT"));
  if (is_kind("limit")) limit_file_size((rlim_t)atol(setting("FAULT_AMOUNT")));
  return atoi(setting("FAULT_KIND"));
}

static int fails(const char* call, const char* path) {
  errno = strike(call, path);
  return errno != 0;
}

static const char* watched_file(int descriptor) {
  return descriptor >= 0 && descriptor < most_descriptors ? path_of[descriptor] : NULL;
}

static void hang(void) {
  for (;;) pause();
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (strcmp(path, setting("FAULT_HANG")) == 0) hang();
  // Other calls that only read are left alone; folders are opened in order to flush them.
  if (!is_watched(path) || !(flags & (O_WRONLY | O_RDWR | O_DIRECTORY)))
    return TRUE_CALL(open)(path, flags, mode);
  if (fails("open", path)) return -1;
  const int was_there = access(path, F_OK) == 0;
  const int descriptor = TRUE_CALL(open)(path, flags, mode);
  if (descriptor < 0 || descriptor >= most_descriptors) return descriptor;
  path_of[descriptor] = strdup(path);
  if (!(flags & O_DIRECTORY)) record_opened(path, was_there);
  return descriptor;
}

ssize_t write(int descriptor, const void* bytes, size_t count) {
  const char* path = watched_file(descriptor);
  if (path == NULL) return TRUE_CALL(write)(descriptor, bytes, count);
  if (fails("write", path)) return -1;
  const int is_short = is_kind("short") && calls == atol(setting("FAULT_AT"));
  return TRUE_CALL(write)(descriptor, bytes, is_short ? (count + 1) / 2 : count);
}

int fsync(int descriptor) {
  const char* path = watched_file(descriptor);
  if (path == NULL) return TRUE_CALL(fsync)(descriptor);
  if (fails("fsync", path)) return -1;
  const int result = TRUE_CALL(fsync)(descriptor);
  record_flushed(path);
  return result;
}

int close(int descriptor) {
  const char* path = watched_file(descriptor);
  if (path == NULL) return TRUE_CALL(close)(descriptor);
  const int error = strike("close", path);
  free(path_of[descriptor]);
  path_of[descriptor] = NULL;
  const int result = TRUE_CALL(close)(descriptor);  // Even if it fails.
  if (error == 0) return result;
  errno = error;
  return -1;
}

int rename(const char* from, const char* to) {
  if (strcmp(to, setting("FAULT_HANG")) == 0) hang();
  if (!is_watched(from)) return TRUE_CALL(rename)(from, to);
  if (fails("rename", to)) return -1;
  if (access(from, F_OK) == 0) record_renaming(from, to);
  return TRUE_CALL(rename)(from, to);
}

int unlink(const char* path) {
  if (!is_watched(path)) return TRUE_CALL(unlink)(path);
  if (fails("unlink", path)) return -1;
  if (access(path, F_OK) == 0) record_removing(path);
  return TRUE_CALL(unlink)(path);
}

// The program removes no folders.
int remove(const char* path) {
  return is_watched(path) ? unlink(path) : TRUE_CALL(remove)(path);
}

int mkdir(const char* path, mode_t mode) {
  if (!is_watched(path)) return TRUE_CALL(mkdir)(path, mode);
  if (fails("mkdir", path)) return -1;
  const int result = TRUE_CALL(mkdir)(path, mode);
  if (result == 0) record_folder_made(path);
  return result;
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_jump;
  return result;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  const int result = (int)syscall(SYS_gettimeofday, now, zone);
  if (result == 0) now->tv_sec += clock_jump;
  return result;
}

time_t time(time_t* now) {
  struct timespec precise;
  clock_gettime(CLOCK_REALTIME, &precise);
  if (now != NULL) *now = precise.tv_sec;
  return precise.tv_sec;
}
