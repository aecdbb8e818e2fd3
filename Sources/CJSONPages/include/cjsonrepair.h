// What is nearly JSON → JSON that says the same, so that one bad byte does not cost a whole answer.
#ifndef CJSONREPAIR_H
#define CJSONREPAIR_H

#include "cjsonpages.h"

#ifdef __cplusplus
extern "C" {
#endif

/// An answer's text put right. It is valid until the next call on the same thread.
typedef struct {
    /// NULL: there is nothing to put right.
    const char *text;
    size_t length;
} jp_repair;

/// Puts right what can be put right without a guess; all else stays as it is, and as broken as it was.
/// - A byte order mark at the start goes.
/// - A control character in a string becomes its escape.
/// - A byte in a string that is not UTF-8 becomes `\udcXX`, half of a surrogate pair, as Python's `surrogateescape` has it (PEP 383):
///   a reader shows U+FFFD, and the byte can be told from it.
/// - What is nested deeper than `max_depth` becomes a string of its text; or `mask`, a JSON string, if there is one.
jp_repair jp_mend(const char *bytes, size_t length, size_t max_depth, const char *mask);

#ifdef __cplusplus
}
#endif

#endif
