/*
 * deadlock.h - what is said of ranks that wait for ever.
 *
 * p2p/stuck.h has the facts: who waits for whom.  Here they become sentences:
 * near misses, the smallest change that would help, how to see it again; and
 * pictures.
 */
#ifndef DR_CLI_DEADLOCK_H
#define DR_CLI_DEADLOCK_H

#include "cli/report.h"
#include "core/request.h"
#include "p2p/message.h"

/* A message that is there and a receive that is posted, almost a pair. */
struct dr_near {
    const struct dr_message *message;
    const struct dr_request *recv;
    bool tag, source, comm; /* differ */
    bool room;              /* and the receive is too small */
};

/*
 * Near misses of the operation that a stuck rank waits for first: fewer
 * differences first, then as they arrived or were posted.  Returns how many
 * were written to `list`.
 */
int dr_near_find(const struct dr_stuck_rank *stuck, struct dr_near *list,
                 int most);

/* Append a sentence about it, as the stuck rank sees it. */
void dr_near_text(struct dr_text *text, const struct dr_stuck_rank *stuck,
                  const struct dr_near *near);

/* The channel by which came what a stuck rank waits for, if the last such
 * message went to a receive from any source; or NULL.  Whether that was meant
 * so, nobody knows. */
const struct dr_channel *dr_taken_find(const struct dr_stuck_rank *stuck);

/* Append who took it, and how to keep it from there. */
void dr_taken_text(struct dr_text *text, const struct dr_channel *channel);
void dr_taken_change(struct dr_text *text, const struct dr_channel *channel);

/* The first that looks at a window, or NULL. */
const struct dr_stuck_rank *dr_deadlock_gazes(const struct dr_stuck *stuck);

/* Append what would free them, in one line; nothing if nobody can know. */
void dr_deadlock_change(struct dr_text *text, const struct dr_stuck *stuck);

/* So many stuck ranks are searched for what may have gone wrong. */
enum {
    DR_STUCK_SEARCHED = 256
};

/* Is the rank in a collective, of objects perhaps; and in which? */
bool dr_stuck_collects(const struct dr_stuck_rank *stuck);
const char *dr_stuck_collective(const struct dr_stuck_rank *stuck);

/* Append what would free a cycle with collectives in it, and what mends those
 * of which members called another one, or named another root; false if that
 * is not so. */
bool dr_together_change(struct dr_text *text, const struct dr_stuck *stuck);
bool dr_together_parted(struct dr_text *text, const struct dr_stuck *stuck);

/* Append "let rank 0 send rank 2 a message with tag 9", if a rank waits first
 * for a message of the rank `from`; false if not. */
bool dr_missing_send(struct dr_text *text, const struct dr_stuck_rank *waits,
                     int from);

/* Continuations of a stuck rank: append which callbacks are ready but cannot
 * run where it is, and let one of them; how a callback that waits for its own
 * end is freed; and is a wait of the cycle for a continuation? */
void dr_then_text(struct dr_text *text, const struct dr_stuck_rank *stuck);
bool dr_then_change_ready(struct dr_text *text, const struct dr_stuck *stuck);
void dr_then_change_own(struct dr_text *text,
                        const struct dr_stuck_rank *stuck);
bool dr_then_in_cycle(const struct dr_stuck *stuck);

/* Append the command line of this run; nothing if its schedule was explored. */
void dr_deadlock_command(struct dr_text *text);

/* Append `command`, as "dryrun explore", and what it takes for this program. */
void dr_command_text(struct dr_text *text, const char *command,
                     const struct dr_config *config);

/* The place of the stuck call and its callers', innermost first, inlined ones
 * too; none if the stack cannot be followed. */
size_t dr_deadlock_places(const struct dr_rank *rank, struct dr_place *places,
                          size_t most);

/* Append the stuck ranks, equal ones once, and what follows from them. */
void dr_deadlock_text(struct dr_text *text,
                      const struct dr_report_facts *facts);

/* Write the wait-for graph to the file of --deadlock-graph: DOT, or SVG by way
 * of graphviz.  Returns 0, or -1 with a sentence in `error`. */
int dr_deadlock_draw(const struct dr_stuck *stuck, const char *file,
                     struct dr_text *error);

#endif
