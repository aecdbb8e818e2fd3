#ifndef CSTREAMS_H
#define CSTREAMS_H

// Swift's Glibc module has no fts.
#include <sys/types.h>
#include <sys/stat.h>
#include <fts.h>

/// Puts /dev/null in the place of each of the three standard streams that is closed, the wrong way round: to use it fails, as it does
/// where the stream is closed. It runs by itself before `main`; to call it makes sure that it is linked.
void cstreams_occupy_closed(void);

/// Renames, and fails with EEXIST where anything has the new name. Fails with EINVAL or ENOSYS where the file system or the kernel cannot.
int cstreams_rename_exclusively(const char *from, const char *to);

#endif
