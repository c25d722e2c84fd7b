/*
 * parcel.h - a transfer between two ranks that meets no receive.
 *
 * One-sided operations and their synchronisation travel so: over the same
 * ports, routes and flows as messages, and after the same send overhead, but
 * whoever sends a parcel says what happens when it arrives.  Parcels may
 * overtake each other.
 *
 * Under weak progress a parcel that reaches a rank which computes waits there
 * until that rank calls MPI: whatever has to be done is done by its processor.
 */
#ifndef DR_P2P_PARCEL_H
#define DR_P2P_PARCEL_H

#include "event/event.h"
#include "p2p/engine.h"

/* Who sends sets the fields from `route` on, and of the facts the call. */
struct dr_parcel {
    struct dr_alarm alarm;
    struct dr_passage passage;
    struct dr_link link; /* among those that wait for their target */
    struct dr_route *route;
    struct dr_rank *from, *to;
    uint64_t bytes;
    bool payload; /* the bytes travel; otherwise only a few that control */
    bool looks;   /* it changes nothing where it arrives; or it says itself that
                     something happens */
    bool asks;    /* whoever hears of it learns nothing of who has sent it */
    struct dr_event_message facts;             /* for those who watch */
    void (*arrived)(struct dr_parcel *parcel); /* in the engine or a rank */
};

/* A rank's call sends it, after the rank's send overhead. */
void dr_parcel_send(struct dr_parcel *parcel);

/* It is sent on behalf of a rank, at no cost to its processor. */
void dr_parcel_answer(struct dr_parcel *parcel);

/* Its alarm rang. */
void dr_parcel_ring(struct dr_parcel *parcel);

/* The rank has called MPI: what waited for it arrives. */
void dr_parcel_catch_up(struct dr_port *port);

#endif
