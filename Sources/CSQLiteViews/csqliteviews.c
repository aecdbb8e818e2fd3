#include "csqliteviews.h"

#include <sqlite3.h>

int csqliteviews_allow_temp_only(struct sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
}
