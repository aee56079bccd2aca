// Common parts of the fault shim, which LD_PRELOAD loads and which makes calls on files below a folder fail.
// Environment variables select the call and the fault:
//   FAULT_FOLDER   absolute path; calls on files below it are counted, from 1
//   FAULT_LOG      a file (elsewhere) that gets a line "NUMBER CALL PATH" for each of them
//   FAULT_AT       the number of the call that is struck
//   FAULT_KIND     the fault, which comes before the call has any effect:
//     kill         the process is killed
//     drop         the power fails: everything that was not flushed to disk is lost, in files and in folders
//     garble       the power fails: names stay, and everything that was not flushed in files is garbage
//     short        a write stores half of its bytes
//     clock        the clock jumps by FAULT_AMOUNT seconds
//     limit        from now on files are limited to FAULT_AMOUNT bytes (as with ulimit -f, which MPI does not
//                  survive)
//     a number     the call fails with this errno
//   FAULT_LASTING  if set, all later calls fail, too
//   FAULT_HANG     absolute path of a file; a process that opens it or renames a file to it hangs, as if its file
//                  server were gone
#pragma once

#include <sys/types.h>

// Records what a power failure would destroy. Paths are absolute. The `record` functions are called around
// the true calls: before those that destroy a name, after the others.
void record_opened(const char* path, int was_there);
void record_flushed(const char* path);
void record_folder_made(const char* path);
void record_renaming(const char* from, const char* to);
void record_removing(const char* path);
/// Restores the state on disk, after which the process must end. `is_garbled`: the names stay, see above.
void fail_power(int is_garbled);
