/*
 * wait_many.c - handing several done requests back to the program.
 */
#include "api/wait_many.h"

#include <stdlib.h>

#include "api/general.h"
#include "api/operation.h"
#include "api/then.h"
#include "base/memory.h"

void dr_many_store_empty(MPI_Status *status)
{
    struct dr_result empty = dr_result_empty();

    dr_result_store(&empty, status);
    if (status != MPI_STATUS_IGNORE)
        status->MPI_ERROR = MPI_SUCCESS; /* MPI 3.1, section 3.7.3 */
}

/* One of several: its error goes into its status, the first is remembered. */
static void finish(MPI_Request *handle, struct dr_request *request,
                   MPI_Status *status, struct dr_request *failed)
{
    int error;

    dr_general_end(request);
    error = request->result.error;
    if (error && !failed->result.error) {
        failed->operation = request->operation;
        failed->result = request->result;
        failed->sent_bytes = request->sent_bytes;
        failed->sent = request->sent;
        failed->call = request->call;
        failed->site = request->site;
        failed->owner = request->owner;
        failed->comm = dr_comm_hold(request->comm);
        failed->file = request->file;
        failed->why = request->why ? dr_strdup(request->why) : NULL;
        failed->lost = request->lost;
    }
    if (status)
        status->MPI_ERROR = error;
    dr_waiting_finish(handle, request, status);
}

static int raise_in_status(const struct dr_request *failed)
{
    int error = MPI_ERR_IN_STATUS;

    if (!failed->result.error)
        return MPI_SUCCESS;
    error = dr_operation_raise_as(failed, MPI_ERR_IN_STATUS);
    free(failed->why);
    dr_comm_release(failed->comm);
    return error;
}

int dr_many_finish_all(struct dr_waiting *waiting, MPI_Request handles[],
                       MPI_Status statuses[])
{
    struct dr_request failed = {0};

    for (int i = 0; i < waiting->count; i++) {
        MPI_Status *status = statuses ? &statuses[i] : MPI_STATUS_IGNORE;

        if (dr_waiting_counts(waiting->found[i])) {
            finish(&handles[i], waiting->found[i], status, &failed);
        } else {
            dr_many_store_empty(status);
        }
    }
    return raise_in_status(&failed);
}

int dr_many_pick(struct dr_waiting *waiting, enum dr_pick pick)
{
    if (waiting->active == 0)
        return DR_PICKED_NONE;
    return dr_then_pick(waiting->ready, waiting->active, pick);
}

int dr_many_finish_any(struct dr_waiting *waiting, int picked,
                       MPI_Request handles[], int *index, MPI_Status *status)
{
    int at = 0;

    if (picked == DR_PICKED_NONE) {
        *index = MPI_UNDEFINED;
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    while (waiting->found[at] != waiting->ready[picked])
        at++;
    *index = at;
    return dr_waiting_finish_one(&handles[at], waiting->found[at], status);
}

bool dr_many_picked(const struct dr_waiting *waiting, int picked, int i, int at)
{
    const struct dr_request *request = waiting->found[i];

    if (picked == DR_PICKED_NONE || !dr_waiting_counts(request) ||
        !request->done)
        return false;
    if (picked == DR_PICKED_SET)
        return dr_wait_set() >> at & 1;
    return picked < 0 || at == picked;
}

int dr_many_finish_some(struct dr_waiting *waiting, int picked,
                        MPI_Request handles[], int *outcount, int indices[],
                        MPI_Status statuses[])
{
    struct dr_request failed = {0};
    int count = 0, at = -1;

    for (int i = 0; i < waiting->count; i++) {
        struct dr_request *request = waiting->found[i];

        at += dr_waiting_counts(request);
        if (!dr_many_picked(waiting, picked, i, at))
            continue;
        finish(&handles[i], request,
               statuses ? &statuses[count] : MPI_STATUS_IGNORE, &failed);
        indices[count++] = i;
    }
    *outcount = waiting->active > 0 ? count : MPI_UNDEFINED;
    return raise_in_status(&failed);
}
