/*
 * skeleton.h - a small program made of communication only, as text.
 *
 * The ranks' operations stand between slashes:
 *
 *     s1.0 r*.1 / q0.* w0 S0.1
 *
 *   s S y   MPI_Send of few bytes, of many bytes; MPI_Ssend     PEER.TAG
 *   i I j   the same three nonblocking                          PEER.TAG
 *   r q     MPI_Recv, MPI_Irecv                                 PEER.TAG
 *   t m     MPI_Probe, then MPI_Recv of what it found; MPI_Mprobe and
 *           MPI_Mrecv                                           PEER.TAG
 *   c       MPI_Iprobe, once; if it finds something, MPI_Recv   PEER.TAG
 *   p P     MPI_Probe; MPI_Iprobe until it finds something      PEER.TAG
 *   w W o   MPI_Wait; MPI_Test until it is done; MPI_Test, once REQUEST
 *   k       MPI_Test, once; if it is not done, the next
 *           operation is skipped                                REQUEST
 *   a n     MPI_Waitall, MPI_Waitany on all requests still active
 *   B       MPI_Barrier
 *
 * `*` is MPI_ANY_SOURCE or MPI_ANY_TAG.  A rank's requests are numbered from
 * zero as its program makes them; waiting for one that was not made yet, or
 * has been waited for, does nothing.
 */
#ifndef SKELETON_H
#define SKELETON_H

#include <stdbool.h>
#include <stddef.h>

enum {
    SKELETON_RANKS = 4,
    SKELETON_OPS = 12, /* of a rank */
    SKELETON_TAGS = 2,
    SKELETON_TEXT = 512,
    SKELETON_ANY = -1
};

struct op {
    char kind;   /* the letter */
    int peer;    /* rank or SKELETON_ANY */
    int tag;     /* or SKELETON_ANY */
    int request; /* its own, or the one to wait for; -1: none */
};

struct skeleton {
    int ranks;
    int ops[SKELETON_RANKS]; /* how many */
    struct op op[SKELETON_RANKS][SKELETON_OPS];
};

/* Is `kind` one of the letters in `set`? */
bool skeleton_is(char kind, const char *set);

/*
 * Reads `text` into `*s` and numbers the requests.
 *
 * Returns false if it is not a skeleton, or one that is too large.
 */
bool skeleton_parse(struct skeleton *s, const char *text);

/* Writes `s` to `text`, SKELETON_TEXT bytes, without an end of line. */
void skeleton_print(const struct skeleton *s, char *text);

#endif
