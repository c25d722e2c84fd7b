/*
 * polling.h - asking for a message, in all ways that do not block.
 */
#ifndef POLLING_H
#define POLLING_H

#include <mpi.h>
#include <string.h>

/* A receive of one int, and what has been found of it. */
struct polling {
    MPI_Request request;
    MPI_Message message;
    int source, tag, value;
};

#define IS(function) (strcmp(name, #function) == 0)

static int probes(const char *name)
{
    return IS(MPI_Iprobe) || IS(MPI_Improbe);
}


static void begin(struct polling *p, const char *name, int source, int tag)
{
    p->source = source;
    p->tag = tag;
    p->request = MPI_REQUEST_NULL;
    if (!probes(name))
        MPI_Irecv(&p->value, 1, MPI_INT, source, tag, MPI_COMM_WORLD,
                  &p->request);
}


/* Is there a message?  Asks once. */
static int poll(struct polling *p, const char *name)
{
    int flag = 0, index, count = 0;
    MPI_Comm comm = MPI_COMM_WORLD;
    MPI_Status status;

    if (IS(MPI_Test))
        MPI_Test(&p->request, &flag, &status);
    if (IS(MPI_Testall))
        MPI_Testall(1, &p->request, &flag, &status);
    if (IS(MPI_Testany))
        MPI_Testany(1, &p->request, &index, &flag, &status);
    if (IS(MPI_Testsome))
        MPI_Testsome(1, &p->request, &count, &index, &status);
    if (IS(MPI_Request_get_status))
        MPI_Request_get_status(p->request, &flag, &status);
    if (IS(MPI_Iprobe))
        MPI_Iprobe(p->source, p->tag, comm, &flag, &status);
    if (IS(MPI_Improbe))
        MPI_Improbe(p->source, p->tag, comm, &flag, &p->message, &status);
    return flag || count;
}


static void end(struct polling *p, const char *name)
{
    if (IS(MPI_Iprobe))
        MPI_Recv(&p->value, 1, MPI_INT, p->source, p->tag, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
    else if (IS(MPI_Improbe))
        MPI_Mrecv(&p->value, 1, MPI_INT, &p->message, MPI_STATUS_IGNORE);
    else
        MPI_Wait(&p->request, MPI_STATUS_IGNORE);
}

#undef IS
#endif
