/*
 * clash_tell.h - two accesses meet in a file: who is told, and how.
 *
 * Of two lines it is told once, whichever of them comes first, and once more if
 * it turns out to be worse.  Lines that one and the same line meets are related
 * calls of one finding.
 */
#ifndef DR_IO_CLASH_TELL_H
#define DR_IO_CLASH_TELL_H

#include "base/table.h"
#include "event/finding.h"
#include "net/storage.h"

struct dr_clash_side {
    struct dr_related by;
    bool writes;
};

/* What the first, who has written, has done for the second to see it. */
enum dr_visible {
    DR_NOT_SYNCED,
    DR_SYNC_UNORDERED, /* MPI_File_sync, for whose end nothing waits */
    DR_SYNC_UNSEEN,    /* and the second has not called it since */
    DR_SEEN
};

struct dr_clash {
    const char *file;
    enum dr_severity severity; /* error: nothing orders the two; warning: the
                                  second may not see what the first wrote */
    bool apart;                /* each has opened the file by itself */
    enum dr_visible visible;
    struct dr_clash_side first, second;
    struct dr_extent both; /* the first block that they share */
};

/* All zero: nothing. */
struct dr_clashes_told {
    struct dr_table pairs; /* of places: its severity, from 1 on */
    struct dr_table
        lines; /* of a place and a severity: its finding, from 1 on */
    int count[DR_ERROR + 1];
};

/* Is there no need to tell of it? */
bool dr_clash_told(const struct dr_clashes_told *told,
                   const struct dr_clash *clash);

/* Add it to the findings, in the name of the second. */
void dr_clash_tell(struct dr_clashes_told *told, const struct dr_clash *clash);

void dr_clashes_told_end(struct dr_clashes_told *told);

#endif
