/* Makes a chosen file operation fail, or the process die at it. To be preloaded; looks at calls that change what is
   below one folder: creating, writing, flushing, closing, renaming and removing files, making folders.

   FAULT_FOLDER  absolute path; other files are left alone
   FAULT_AT      number of the call that fails, from 1; 0: none
   FAULT_KIND    kill, ENOSPC, EDQUOT or EIO
   FAULT_LASTS   not empty: all later calls fail as well
   FAULT_COUNT   file that holds, at the end, how many calls there were */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_int calls;

static int is_below(const char* path) {
  const char* folder = getenv("FAULT_FOLDER");
  char absolute[8192];
  if (folder == NULL || path == NULL) return 0;
  if (path[0] != '/') {
    char current[4096];
    if (getcwd(current, sizeof current) == NULL) return 0;
    snprintf(absolute, sizeof absolute, "%s/%s", current, path);
    path = absolute;
  }
  const size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int is_descriptor_below(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = '\0';
  return path[0] == '/' && is_below(path); /* a socket has no path */
}

/* The error of this call; 0: none. */
static int fault(void) {
  const char* at = getenv("FAULT_AT");
  const char* kind = getenv("FAULT_KIND");
  const char* lasts = getenv("FAULT_LASTS");
  const int call = atomic_fetch_add(&calls, 1) + 1;
  const int chosen = at == NULL ? 0 : atoi(at);
  if (chosen == 0 || kind == NULL) return 0;
  if (call != chosen && !(call > chosen && lasts != NULL && lasts[0] != '\0')) return 0;
  if (strcmp(kind, "kill") == 0) {
    kill(getpid(), SIGKILL);
    pause();
  }
  return strcmp(kind, "ENOSPC") == 0 ? ENOSPC : strcmp(kind, "EDQUOT") == 0 ? EDQUOT : EIO;
}

static void* next(const char* name) { return dlsym(RTLD_NEXT, name); }

#define FAIL_IF(below)          \
  do {                          \
    if (below) {                \
      const int error = fault(); \
      if (error != 0) {         \
        errno = error;          \
        return -1;              \
      }                         \
    }                           \
  } while (0)

static int opened(const char* name, const char* path, int flags, mode_t mode) {
  FAIL_IF((flags & O_CREAT) != 0 && is_below(path));
  return ((int (*)(const char*, int, mode_t))next(name))(path, flags, mode);
}

#define DEFINE_OPEN(name)                               \
  int name(const char* path, int flags, ...) {          \
    va_list arguments;                                  \
    va_start(arguments, flags);                         \
    const mode_t mode = va_arg(arguments, mode_t);      \
    va_end(arguments);                                  \
    return opened(#name, path, flags, mode);            \
  }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

ssize_t write(int descriptor, const void* bytes, size_t count) {
  FAIL_IF(is_descriptor_below(descriptor));
  return ((ssize_t(*)(int, const void*, size_t))next("write"))(descriptor, bytes, count);
}

ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  FAIL_IF(is_descriptor_below(descriptor));
  return ((ssize_t(*)(int, const struct iovec*, int))next("writev"))(descriptor, parts, count);
}

int fsync(int descriptor) {
  FAIL_IF(is_descriptor_below(descriptor));
  return ((int (*)(int))next("fsync"))(descriptor);
}

/* A descriptor whose closing fails is closed all the same. Reading counts as well: nothing tells it apart here. */
int close(int descriptor) {
  const int error = is_descriptor_below(descriptor) ? fault() : 0;
  const int result = ((int (*)(int))next("close"))(descriptor);
  if (error == 0) return result;
  errno = error;
  return -1;
}

int rename(const char* from, const char* to) {
  FAIL_IF(is_below(to));
  return ((int (*)(const char*, const char*))next("rename"))(from, to);
}

int mkdir(const char* path, mode_t mode) {
  FAIL_IF(is_below(path));
  return ((int (*)(const char*, mode_t))next("mkdir"))(path, mode);
}

int unlink(const char* path) {
  FAIL_IF(is_below(path));
  return ((int (*)(const char*))next("unlink"))(path);
}

int remove(const char* path) {
  FAIL_IF(is_below(path));
  return ((int (*)(const char*))next("remove"))(path);
}

__attribute__((destructor)) static void tell_count(void) {
  const char* path = getenv("FAULT_COUNT");
  FILE* file = path == NULL || path[0] == '\0' ? NULL : fopen(path, "w");
  if (file == NULL) return;
  fprintf(file, "%d\n", atomic_load(&calls));
  fclose(file);
}
