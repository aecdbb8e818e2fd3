#include "cstreams.h"

#include <fcntl.h>

// Before `main`: Dispatch has opened files of its own by the time that Swift's first line runs, and they would have the streams' numbers.
__attribute__((constructor)) void cstreams_occupy_closed(void) {
    for (int stream = 0; stream <= 2; stream++) {
        if (fcntl(stream, F_GETFD) == -1) (void)!open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
    }
}
