// Text that is nearly JSON → JSON that says the same, so that one bad byte doesn't cost a whole answer.
#ifndef CJSONREPAIR_H
#define CJSONREPAIR_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A mended answer. It is valid until the next call on the same thread.
typedef struct {
    /// NULL if there is nothing to mend.
    const char *text;
    size_t length;
} jp_repair;

/// Mends what can be mended without guessing. Everything else stays as broken as it was.
/// - A byte order mark at the start is removed.
/// - A control character in a string becomes its escape.
/// - A byte in a string that isn't UTF-8 becomes `\udcXX`, half of a surrogate pair, like Python's `surrogateescape` (PEP 383). A reader
///   shows U+FFFD, and the byte isn't lost.
/// - A value that is nested deeper than `max_depth` becomes a string of its text, or `mask`, a JSON string, if there is one.
jp_repair jp_mend(const char *bytes, size_t length, size_t max_depth, const char *mask);

#ifdef __cplusplus
}
#endif

#endif
