#ifndef CSQLITEVIEWS_H
#define CSQLITEVIEWS_H

struct sqlite3;

/// Lets a connection use no view but TEMP ones. Swift cannot call `sqlite3_db_config` itself: it has a variable number of arguments.
///
/// Returns an SQLite result code.
int csqliteviews_allow_temp_only(struct sqlite3 *connection);

#endif
