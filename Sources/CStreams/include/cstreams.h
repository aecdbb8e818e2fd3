#ifndef CSTREAMS_H
#define CSTREAMS_H

/// Puts /dev/null in the place of each of the three standard streams that is closed, the wrong way round: to use it fails, as it does
/// where the stream is closed. It runs by itself before `main`; to call it makes sure that it is linked.
void cstreams_occupy_closed(void);

#endif
