/*
 * call_text.h - an MPI call as a reader of the source knows it.
 */
#ifndef DR_CORE_CALL_TEXT_H
#define DR_CORE_CALL_TEXT_H

#include "base/text.h"
#include "core/comm.h"
#include "core/site.h"
#include "core/world.h"
#include "include/mpi.h"

/*
 * Append the call with its arguments: "MPI_Send(buf, 4, MPI_INT, 1, 0,
 * MPI_COMM_WORLD)".  Addresses are never printed, as they differ between runs:
 * what is known only by its address appears by its role.  Handles are those
 * of `rank`.
 */
void dr_call_text(struct dr_text *text, const struct dr_rank *rank,
                  const struct dr_call *call);

/* The same with every rank left out: "MPI_Send(buf, 4, MPI_INT, rank, 0,
 * MPI_COMM_WORLD)". */
void dr_call_text_masked(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_call *call);

/* Append the access mode of a file: "MPI_MODE_CREATE | MPI_MODE_RDWR". */
void dr_call_amode_text(struct dr_text *text, int amode);

/* Is it a function of dryrun.h, whose messages are objects? */
bool dr_call_is_own(const char *name);

/* The nonblocking form of a blocking send: "MPI_Isend". */
const char *dr_call_nonblocking(const char *send);

/* File and line of a call's return address; false if it is not known. */
bool dr_call_place(const void *site, struct dr_place *place);

/* Append "file.c:12", or "unknown place". */
void dr_call_place_text(struct dr_text *text, const void *site);

/* What tells a window from others, of its hidden communicator: append
 * "window "halo"", "window made at a.c:9", "2nd window made at a.c:9"; nothing
 * if it is none, or NULL. */
void dr_call_window_text(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_comm *comm);

/* The same if the rank has more windows than this one, else "window". */
void dr_call_which_window_text(struct dr_text *text, const struct dr_rank *rank,
                               const struct dr_comm *comm);

/* Append what tells a communicator from others: its name, or "the communicator
 * made by MPI_Comm_dup at a.c:9", or "the 2nd of 3 communicators that it has
 * made by ..." */
void dr_call_which_comm_text(struct dr_text *text, const struct dr_rank *rank,
                             const struct dr_comm *comm);

/* Append " of the window ..." or " of file ...": what a communicator is of that
 * is none of the program's; of the program's, which it is if the rank has made
 * several and it has no name; else nothing. */
void dr_call_object_text(struct dr_text *text, const struct dr_rank *rank,
                         const struct dr_comm *comm);

/* The name of a communicator: its own, or "comm". */
const char *dr_call_comm_name(const struct dr_rank *rank, MPI_Comm handle);

/* The same of a communicator; those of windows and files, too, which have no
 * handle of their own. */
const char *dr_call_comm_words(const struct dr_rank *rank,
                               const struct dr_comm *comm);

#endif
