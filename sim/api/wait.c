/*
 * wait.c - MPI_Wait and its kin (MPI 3.1, sections 3.7.3 and 3.7.5).
 */
#include "p2p/wait.h"
#include "api/then.h"
#include "api/wait_many.h"
#include "api/waiting.h"
#include "p2p/progress.h"

int PMPI_Wait(MPI_Request *request, MPI_Status *status)
{
    struct dr_request *found;
    bool looks;
    int error;

    DR_DOOR("MPI_Wait", "Rs", request, status);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    if (!dr_waiting_counts(found)) {
        if (found)
            dr_waiting_note_idle(found);
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    looks = dr_wait_looks(&found, 1);
    dr_then_wait_all(&found, 1);
    error = dr_waiting_finish_one(request, found, status);
    if (looks)
        dr_progress_look_far();
    return error;
}
DR_ALIAS(int, Wait, (MPI_Request *, MPI_Status *))

int PMPI_Waitall(int count, MPI_Request array_of_requests[],
                 MPI_Status *array_of_statuses)
{
    struct dr_waiting waiting;
    bool looks;
    int error;

    DR_DOOR("MPI_Waitall", "i*S", count, array_of_requests, array_of_statuses);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    looks = dr_wait_looks(waiting.ready, waiting.active);
    dr_then_wait_all(waiting.ready, waiting.active);
    error = dr_many_finish_all(&waiting, array_of_requests, array_of_statuses);
    dr_waiting_end(&waiting);
    if (looks)
        dr_progress_look_far();
    return error;
}
DR_ALIAS(int, Waitall, (int, MPI_Request[], MPI_Status *))

int PMPI_Waitany(int count, MPI_Request array_of_requests[], int *indx,
                 MPI_Status *status)
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Waitany", "i*&s", count, array_of_requests, indx, status);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    error = dr_many_finish_any(&waiting, dr_many_pick(&waiting, DR_PICK_ANY),
                               array_of_requests, indx, status);
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Waitany, (int, MPI_Request[], int *, MPI_Status *))

int PMPI_Waitsome(int incount, MPI_Request array_of_requests[], int *outcount,
                  int array_of_indices[], MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Waitsome", "i*&*S", incount, array_of_requests, outcount,
            array_of_indices, array_of_statuses);

    if (incount > 0 && !array_of_indices)
        return dr_raise_null("array_of_indices");
    error = dr_waiting_begin(&waiting, incount, array_of_requests);
    if (error)
        return error;
    error = dr_many_finish_some(&waiting, dr_many_pick(&waiting, DR_PICK_SOME),
                                array_of_requests, outcount, array_of_indices,
                                array_of_statuses);
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Waitsome, (int, MPI_Request[], int *, int[], MPI_Status[]))
