/*
 * test.c - MPI_Test and its kin (MPI 3.1, sections 3.7.3 and 3.7.5).
 *
 * A look that finds nothing costs simulated time, see dr_progress_poll(): a
 * polling loop therefore makes progress and never hangs the simulator.
 */
#include "api/then.h"
#include "api/wait_many.h"

int PMPI_Test(MPI_Request *request, int *flag, MPI_Status *status)
{
    struct dr_request *found;
    int error;

    DR_DOOR("MPI_Test", "R&s", request, flag, status);

    error = dr_waiting_find(*request, &found);
    if (error)
        return error;
    *flag = 1;
    if (!dr_waiting_counts(found)) {
        if (found)
            dr_waiting_note_idle(found);
        dr_many_store_empty(status);
        return MPI_SUCCESS;
    }
    *flag = dr_then_pick(&found, 1, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    return *flag ? dr_waiting_finish_one(request, found, status) : MPI_SUCCESS;
}
DR_ALIAS(int, Test, (MPI_Request *, int *, MPI_Status *))

int PMPI_Testall(int count, MPI_Request array_of_requests[], int *flag,
                 MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Testall", "i*&S", count, array_of_requests, flag,
            array_of_statuses);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    *flag = waiting.active == 0 ||
            dr_many_pick(&waiting, DR_PICK_TEST_ALL) == DR_PICKED_DONE;
    if (*flag)
        error =
            dr_many_finish_all(&waiting, array_of_requests, array_of_statuses);
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testall, (int, MPI_Request[], int *, MPI_Status[]))

int PMPI_Testany(int count, MPI_Request array_of_requests[], int *indx,
                 int *flag, MPI_Status *status)
{
    struct dr_waiting waiting;
    int error, picked;

    DR_DOOR("MPI_Testany", "i*&&s", count, array_of_requests, indx, flag,
            status);

    error = dr_waiting_begin(&waiting, count, array_of_requests);
    if (error)
        return error;
    picked = dr_many_pick(&waiting, DR_PICK_TEST_ANY);
    *flag = waiting.active == 0 || picked != DR_PICKED_NONE;
    if (*flag)
        error = dr_many_finish_any(&waiting, picked, array_of_requests, indx,
                                   status);
    else
        *indx = MPI_UNDEFINED;
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testany, (int, MPI_Request[], int *, int *, MPI_Status *))

int PMPI_Testsome(int incount, MPI_Request array_of_requests[], int *outcount,
                  int array_of_indices[], MPI_Status array_of_statuses[])
{
    struct dr_waiting waiting;
    int error;

    DR_DOOR("MPI_Testsome", "i*&*S", incount, array_of_requests, outcount,
            array_of_indices, array_of_statuses);

    if (incount > 0 && !array_of_indices)
        return dr_raise_null("array_of_indices");
    error = dr_waiting_begin(&waiting, incount, array_of_requests);
    if (error)
        return error;
    error = dr_many_finish_some(
        &waiting, dr_many_pick(&waiting, DR_PICK_TEST_SOME), array_of_requests,
        outcount, array_of_indices, array_of_statuses);
    dr_waiting_end(&waiting);
    return error;
}
DR_ALIAS(int, Testsome, (int, MPI_Request[], int *, int[], MPI_Status[]))
