/*
 * stages.h - when a message went through its stages, and what ranks that were
 * blocked until it came were blocked for.
 *
 * The path says what a rank waited for; the same events say how long ranks were
 * blocked for a partner.  A rank's wait that a message ends is late_sender from
 * its beginning to when the message was sent, or while a sender that had the
 * answer did not see it; it is late_receiver from when the message, or its
 * envelope, was there until it was answered; the rest is transfer.  What a rank
 * inside a collective passes on without delay is sent when it came to the
 * collective or, if later, when those did that it heard of.  (After
 * Geimer, Wolf, Wylie, Mohr: "A scalable tool architecture for diagnosing wait
 * states in massively parallel applications", Parallel Computing 35, 2009.)
 */
#ifndef DR_TRACE_STAGES_H
#define DR_TRACE_STAGES_H

/* How long ranks are blocked, and for what. */
struct dr_path_waits {
    double late_sender_s, late_receiver_s, transfer_s;
};

/* When a message went through its stages, as far as it has come. */
struct dr_path_stages {
    int from, to;
    double sent_s;     /* of what another message brings about: when that was */
    double there_s;    /* it, or its envelope, was there */
    double answered_s; /* 0: not yet, or needs none */
    double cleared_s;  /* its sender heard the answer; infinity: not yet */
    double begun_s;    /* its payload left */
};

/* What a wait of `rank` from `since_s` to `now_s`, that this message ended, was
 * for. */
struct dr_path_waits dr_stages_split(const struct dr_path_stages *cause,
                                     int rank, double since_s, double now_s);

void dr_waits_add(struct dr_path_waits *sum, struct dr_path_waits more);

#endif
