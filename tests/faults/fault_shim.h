// What the parts of the fault shim share. The shim is loaded with LD_PRELOAD and lets calls on files below a
// folder fail; the environment says which and how:
//   FAULT_FOLDER  absolute path; calls on files below it are counted, from 1
//   FAULT_LOG     a file (elsewhere) that gets a line "NUMBER CALL PATH" for each
//   FAULT_AT      the number of the call that is struck
//   FAULT_KIND    what happens then, before the call has any effect:
//     kill        the process is killed
//     drop        the power fails: what was not flushed to disk is gone, in files and in folders
//     garble      the power fails: names are as they were, what was not flushed in files is rubbish
//     short       a write puts half of its bytes
//     clock       the clock jumps by FAULT_AMOUNT seconds
//     limit       files may have FAULT_AMOUNT bytes from now on (as with ulimit -f, which MPI does not
//     survive) a number    the call fails with this errno
//   FAULT_LASTING when set, so do all later calls
//   FAULT_HANG    absolute path of a file; who opens it hangs, as at a file server that is gone
#pragma once

#include <sys/types.h>

// Keeps book of what a power failure would take away. Paths are absolute; `record` functions are called
// around the true calls: those that destroy a name before it, the others after.
void record_opened(const char* path, int was_there);
void record_flushed(const char* path);
void record_folder_made(const char* path);
void record_renaming(const char* from, const char* to);
void record_removing(const char* path);
/// What was on disk is restored; the process must end. `is_garbled`: the names stay, see above.
void fail_power(int is_garbled);
