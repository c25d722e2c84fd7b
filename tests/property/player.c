/*
 * player.c - does what a skeleton says.
 *
 * usage: player SKELETON, on as many ranks as it has
 */
#include "skeleton.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    FEW = 4,
    MANY = 70000 /* bytes: above the eager limit of 64 KiB */
};

/* The requests of a rank, by number; those not made yet are null. */
struct player {
    MPI_Request request[SKELETON_OPS];
    char *room[SKELETON_OPS]; /* of receives that are under way */
};

static char said[MANY], heard[MANY];

static int any(int number, int standin)
{
    return number == SKELETON_ANY ? standin : number;
}


static void say(struct player *p, const struct op *op)
{
    int count = skeleton_is(op->kind, "SI") ? MANY : FEW;
    int peer = op->peer, tag = op->tag;
    MPI_Comm comm = MPI_COMM_WORLD;

    if (skeleton_is(op->kind, "sS"))
        MPI_Send(said, count, MPI_CHAR, peer, tag, comm);
    else if (op->kind == 'y')
        MPI_Ssend(said, count, MPI_CHAR, peer, tag, comm);
    else if (op->kind == 'j')
        MPI_Issend(said, count, MPI_CHAR, peer, tag, comm,
                   &p->request[op->request]);
    else
        MPI_Isend(said, count, MPI_CHAR, peer, tag, comm,
                  &p->request[op->request]);
}


static void hear(struct player *p, const struct op *op)
{
    int source = any(op->peer, MPI_ANY_SOURCE), tag = any(op->tag, MPI_ANY_TAG);
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Message message;
    MPI_Status status;
    int found = 0;

    switch (op->kind) {
    case 'r':
        MPI_Recv(heard, MANY, MPI_CHAR, source, tag, comm, MPI_STATUS_IGNORE);
        break;
    case 'q':
        p->room[op->request] = malloc(MANY);
        MPI_Irecv(p->room[op->request], MANY, MPI_CHAR, source, tag, comm,
                  &p->request[op->request]);
        break;
    case 'p':
        MPI_Probe(source, tag, comm, MPI_STATUS_IGNORE);
        break;
    case 'P':
        while (!found)
            MPI_Iprobe(source, tag, comm, &found, MPI_STATUS_IGNORE);
        break;
    case 'm':
        MPI_Mprobe(source, tag, comm, &message, MPI_STATUS_IGNORE);
        MPI_Mrecv(heard, MANY, MPI_CHAR, &message, MPI_STATUS_IGNORE);
        break;
    case 'c':
        MPI_Iprobe(source, tag, comm, &found, &status);
        if (found)
            MPI_Recv(heard, MANY, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG,
                     comm, MPI_STATUS_IGNORE);
        break;
    case 't':
        MPI_Probe(source, tag, comm, &status);
        MPI_Recv(heard, MANY, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, comm,
                 MPI_STATUS_IGNORE);
        break;
    }
}


/* Returns false if the operation after it is to be skipped. */
static bool complete(struct player *p, const struct op *op)
{
    int done = 0;

    switch (op->kind) {
    case 'w':
        MPI_Wait(&p->request[op->request], MPI_STATUS_IGNORE);
        break;
    case 'W':
        while (!done)
            MPI_Test(&p->request[op->request], &done, MPI_STATUS_IGNORE);
        break;
    case 'o':
    case 'k':
        MPI_Test(&p->request[op->request], &done, MPI_STATUS_IGNORE);
        break;
    case 'a':
        MPI_Waitall(SKELETON_OPS, p->request, MPI_STATUSES_IGNORE);
        break;
    case 'n':
        MPI_Waitany(SKELETON_OPS, p->request, &done, MPI_STATUS_IGNORE);
        break;
    }
    return op->kind != 'k' || done;
}


static void play(const struct skeleton *s, int rank)
{
    struct player p;

    for (int i = 0; i < SKELETON_OPS; i++) {
        p.request[i] = MPI_REQUEST_NULL;
        p.room[i] = NULL;
    }
    for (int i = 0; i < s->ops[rank]; i++) {
        const struct op *op = &s->op[rank][i];

        if (op->kind == 'B')
            MPI_Barrier(MPI_COMM_WORLD);
        else if (skeleton_is(op->kind, "wWokan"))
            i += !complete(&p, op);
        else if (skeleton_is(op->kind, "rqtmcpP"))
            hear(&p, op);
        else
            say(&p, op);
    }
    for (int i = 0; i < SKELETON_OPS; i++)
        free(p.room[i]);
}


int main(int argc, char **argv)
{
    struct skeleton s;
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (argc != 2 || !skeleton_parse(&s, argv[1]) || s.ranks != size) {
        fprintf(stderr, "player: not a skeleton of %d ranks\n", size);
        MPI_Abort(MPI_COMM_WORLD, 64);
    }
    play(&s, rank);
    MPI_Finalize();
    return 0;
}
