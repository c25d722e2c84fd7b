/*
 * selection.h - the rules in force, and what they chose.
 *
 * `--coll` is a list of words, separated by commas:
 *
 *     auto | openmpi | mpich            a table to start from (auto)
 *     OPERATION=ALGORITHM[:SEGMENT]     this one, wherever it can serve
 *     FILE                              a tuning file
 *
 * A tuning file has a rule per line, for people to read and to write:
 *
 *     # operation  ranks  bytes   algorithm           segment  conditions
 *     allreduce    0      0       recursive_doubling
 *     allreduce    8      64KiB   ring                         commutative
 *     bcast        16     1MiB    pipeline            64KiB
 *
 * The first two numbers are "from so many on"; segment and conditions may be
 * left out.  Later rules win, and words behind the table win over it, in their
 * order.  An algorithm that cannot serve a call is passed over, for the rule
 * before it that fits.
 */
#ifndef DR_COLL_SELECTION_H
#define DR_COLL_SELECTION_H

#include "base/table.h"
#include "base/text.h"
#include "coll/rule.h"

/* A rule in force. */
struct dr_choice {
    const struct dr_algorithm *algorithm;
    int ranks;
    unsigned when;
    uint64_t bytes, segment;
    const char *origin; /* of the table, the word or the file; not owned */
    int line;           /* in the file, else 0 */
    bool wished;        /* by the user: it is said when it cannot serve */
};

/* What was chosen for calls of a kind, once for all of them. */
struct dr_coll_note {
    enum dr_coll_operation operation;
    int ranks;
    uint64_t least, most;           /* bytes, of the class the calls are in */
    const struct dr_choice *choice; /* NULL: no rule fits */
    unsigned unmet; /* what `choice` lacked, so that it was passed over; or 0 */
};

struct dr_selection {
    struct dr_choices {
        struct dr_choice *items;
        size_t count, room;
    } of[DR_COLL_OPERATIONS];
    struct dr_table said; /* kinds of calls that have a note */
    struct dr_coll_note *notes;
    size_t nnotes, notes_room;
    char *words; /* copy of --coll, cut up */
};

/*
 * Read the words of --coll, NULL: none.  Returns NULL with a sentence in
 * `error` that names the word or the file's line, and what is known; `usage`
 * tells a wrong word from a wrong file.
 */
struct dr_selection *dr_selection_new(const char *words, bool *usage,
                                      struct dr_text *error);
void dr_selection_end(struct dr_selection *selection);

/* Add a rule behind those there are; false with a sentence in `error`. */
bool dr_selection_add(struct dr_selection *selection,
                      const struct dr_rule *rule,
                      const struct dr_choice *origin, struct dr_text *error);

/* The operation of that name; -1, with a sentence that lists all. */
int dr_coll_operation_of(const char *name, struct dr_text *error);

/* Add the rules of a tuning file; false with a sentence in `error`. */
bool dr_selection_read(struct dr_selection *selection, const char *file,
                       struct dr_text *error);

/* A note as a sentence: "allreduce of 8 bytes on 16 ranks: ring (auto, ...)".
 */
void dr_coll_note_text(struct dr_text *text, const struct dr_coll_note *note);

#endif
