/*
 * stages.c - what ranks that were blocked until a message came were blocked
 * for.
 */
#include "trace/stages.h"

#include <math.h>

static double after(double from, double to)
{
    return to > from ? to - from : 0;
}

struct dr_path_waits dr_stages_split(const struct dr_path_stages *cause,
                                     int rank, double since_s, double now_s)
{
    struct dr_path_waits waits = {0};

    if (cause->to == rank)
        waits.late_sender_s = after(since_s, cause->sent_s);
    if (cause->answered_s > 0)
        waits.late_receiver_s =
            after(fmax(since_s, cause->there_s), cause->answered_s);
    if (cause->cleared_s < now_s)
        waits.late_sender_s +=
            after(fmax(since_s, cause->cleared_s), cause->begun_s);
    waits.transfer_s =
        after(waits.late_sender_s + waits.late_receiver_s, now_s - since_s);
    return waits;
}

void dr_waits_add(struct dr_path_waits *sum, struct dr_path_waits more)
{
    sum->late_sender_s += more.late_sender_s;
    sum->late_receiver_s += more.late_receiver_s;
    sum->transfer_s += more.transfer_s;
}
