/*
 * comm_make.h - new communicators out of old ones.
 */
#ifndef DR_API_COMM_MAKE_H
#define DR_API_COMM_MAKE_H

#include "api/door.h"
#include "core/accord.h"

/* Agree with all members of `comm`, wait for them, take what came of it: the
 * communicator of those with this colour, ordered by key; NULL for
 * MPI_UNDEFINED. */
struct dr_comm *dr_comm_divide(struct dr_comm *comm, int color, int key);

/* The second half of that, for an accord that this rank has joined. */
struct dr_comm *dr_comm_agree(struct dr_comm *comm, struct dr_accord *accord);

/* The same for a topology, which is taken over: released if this rank has no
 * part in it. */
MPI_Comm dr_comm_lay_out(struct dr_comm *comm, struct dr_accord *accord,
                         struct dr_topology *topology);

/* Name it, at most MPI_MAX_OBJECT_NAME bytes. */
void dr_comm_rename(struct dr_comm *comm, const char *name);

/* Add the hints of an info object to its own. */
int dr_comm_add_info(struct dr_comm *comm, MPI_Info info);

/* Find the hints of an info object, NULL for MPI_INFO_NULL. */
int dr_check_info(struct dr_comm *comm, MPI_Info handle, struct dr_info **info);

#endif
