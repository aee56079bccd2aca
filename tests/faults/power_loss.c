// Simulates a power failure, which removes names whose folder was not flushed afterwards, and bytes of files
// that were not flushed. This is stricter than most file systems are, as POSIX allows.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault_shim.h"

enum { longest_path = 4096, most_files = 4096, most_changes = 16384 };

typedef struct {
  char* path;
  off_t flushed;  // Number of bytes on disk.
} File;
static File files[most_files];  // Files that were written to.
static int file_count;

typedef enum { made_file, made_folder, renamed, removed } Kind;
typedef struct {
  Kind kind;
  char *from, *to;  // Equal except for `renamed`.
  char* backup;     // Previous file of that name; NULL: none.
  int is_on_disk;
} Change;
static Change changes[most_changes];
static int change_count;

// The true calls, because the functions of libc with these names are replaced by the shim.
static void move(const char* from, const char* to) {
  syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}
static off_t size_of(const char* path) {
  struct stat status;
  return stat(path, &status) == 0 ? status.st_size : 0;
}

static char* backup_path(void) {
  char path[longest_path];
  snprintf(path, sizeof path, "%s.lost", getenv("FAULT_FOLDER"));
  syscall(SYS_mkdirat, AT_FDCWD, path, 0777);
  snprintf(path, sizeof path, "%s.lost/%d-%d", getenv("FAULT_FOLDER"), (int)getpid(), change_count);
  return strdup(path);
}

static void record(Kind kind, const char* from, const char* to, char* backup) {
  if (change_count == most_changes) abort();
  changes[change_count++] = (Change){kind, strdup(from), strdup(to), backup, 0};
}

static char* keep(const char* path) {
  if (access(path, F_OK) != 0) return NULL;
  char* backup = backup_path();
  if (link(path, backup) != 0) abort();
  return backup;
}

static File* find(const char* path) {
  for (int i = 0; i < file_count; ++i)
    if (strcmp(files[i].path, path) == 0) return &files[i];
  return NULL;
}

static void forget(File* file) {
  free(file->path);
  *file = files[--file_count];
}

void record_opened(const char* path, int was_there) {
  if (!was_there) record(made_file, path, path, NULL);
  if (find(path) != NULL) return;
  if (file_count == most_files) abort();
  files[file_count++] = (File){strdup(path), size_of(path)};
}

void record_flushed(const char* path) {
  File* file = find(path);
  if (file != NULL) {
    file->flushed = size_of(path);
    return;
  }
  const size_t length = strlen(path);
  for (int i = 0; i < change_count; ++i) {
    const char* name = strrchr(changes[i].to, '/');
    const int is_in_folder =
        (size_t)(name - changes[i].to) == length && strncmp(changes[i].to, path, length) == 0;
    if (is_in_folder) changes[i].is_on_disk = 1;
  }
}

void record_folder_made(const char* path) {
  record(made_folder, path, path, NULL);
}

void record_renaming(const char* from, const char* to) {
  record(renamed, from, to, keep(to));
  if (find(to) != NULL) forget(find(to));
  File* file = find(from);
  if (file == NULL) return;
  free(file->path);
  file->path = strdup(to);
}

void record_removing(const char* path) {
  record(removed, path, path, keep(path));
  if (find(path) != NULL) forget(find(path));
}

static void undo(const Change* change) {
  if (change->kind == renamed) move(change->to, change->from);
  // A folder is moved with everything in it.
  if (change->kind == made_file || change->kind == made_folder) move(change->from, backup_path());
  if (change->backup != NULL) move(change->backup, change->to);
}

static void lose_bytes(const File* file, int is_garbled) {
  const off_t size = size_of(file->path);
  if (size <= file->flushed) return;
  if (!is_garbled) {
    if (truncate(file->path, file->flushed) != 0) abort();
    return;
  }
  FILE* stream = fopen(file->path, "r+");
  if (stream == NULL) abort();
  fseeko(stream, file->flushed, SEEK_SET);
  for (off_t i = file->flushed; i < size; ++i) fputc((int)((i * 2654435761U) >> 8) & 0xff, stream);
  fclose(stream);
}

void fail_power(int is_garbled) {
  for (int i = 0; i < file_count; ++i) lose_bytes(&files[i], is_garbled);
  for (; !is_garbled && change_count > 0; --change_count)
    if (!changes[change_count - 1].is_on_disk) undo(&changes[change_count - 1]);
}
