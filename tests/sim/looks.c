/*
 * looks - statuses of requests that stay, fields of statuses as functions.
 * MPI-4.1, sections 3.2.5 and 3.7.6.
 */
#include <string.h>

#include "expect.h"

enum {
    RANKS = 2,
    TAG = 5
};

static const MPI_Comm comm = MPI_COMM_WORLD;
static const int eight = 8;

static void fields_are_set_and_got(void)
{
    MPI_Status status;
    int source, tag, error;

    memset(&status, 0, sizeof status);
    MPI_Status_set_source(&status, 3);
    MPI_Status_set_tag(&status, 4);
    MPI_Status_set_error(&status, MPI_ERR_COUNT);
    EXPECT(status.MPI_SOURCE == 3 && status.MPI_TAG == 4);
    MPI_Status_get_source(&status, &source);
    MPI_Status_get_tag(&status, &tag);
    MPI_Status_get_error(&status, &error);
    EXPECT(source == 3 && tag == 4 && error == MPI_ERR_COUNT);
}

static void nothing_is_done_at_once(void)
{
    MPI_Request none[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
    MPI_Status status;
    int flag = 0, index = 0;

    MPI_Request_get_status_all(2, none, &flag, MPI_STATUSES_IGNORE);
    EXPECT(flag);
    flag = 0;
    MPI_Request_get_status_any(2, none, &index, &flag, &status);
    EXPECT(flag && index == MPI_UNDEFINED);
    EXPECT(status.MPI_SOURCE == MPI_ANY_SOURCE);
    MPI_Request_get_status_some(2, none, &index, &flag, MPI_STATUSES_IGNORE);
    EXPECT(index == MPI_UNDEFINED);
}

static void requests_stay(int rank)
{
    int values[2] = {-1, -1}, flag = 0, index = -1, count = -1;
    MPI_Request req[2], before[2];
    MPI_Status status[2];

    if (rank == 0) {
        MPI_Recv(NULL, 0, MPI_INT, 1, TAG, comm, MPI_STATUS_IGNORE);
        MPI_Ssend(&eight, 1, MPI_INT, 1, TAG + 1, comm);
        MPI_Recv(NULL, 0, MPI_INT, 1, TAG, comm, MPI_STATUS_IGNORE);
        MPI_Ssend(&eight, 1, MPI_INT, 1, TAG, comm);
        return;
    }
    for (int i = 0; i < 2; i++)
        MPI_Irecv(&values[i], 1, MPI_INT, 0, TAG + i, comm, &req[i]);
    memcpy(before, req, sizeof req);
    MPI_Request_get_status_any(2, req, &index, &flag, status);
    EXPECT(!flag && index == MPI_UNDEFINED);
    MPI_Request_get_status_some(2, req, &count, &index, status);
    EXPECT(count == 0);
    MPI_Send(NULL, 0, MPI_INT, 0, TAG, comm);
    while (!flag)
        MPI_Request_get_status_any(2, req, &index, &flag, status);
    EXPECT(index == 1 && status->MPI_TAG == TAG + 1 && values[1] == 8);
    MPI_Request_get_status_some(2, req, &count, &index, status);
    EXPECT(count == 1 && index == 1 && status->MPI_TAG == TAG + 1);
    MPI_Request_get_status_all(2, req, &flag, status);
    EXPECT(!flag);
    MPI_Send(NULL, 0, MPI_INT, 0, TAG, comm);
    while (!flag)
        MPI_Request_get_status_all(2, req, &flag, status);
    EXPECT(status[0].MPI_TAG == TAG && status[1].MPI_TAG == TAG + 1);
    EXPECT(memcmp(before, req, sizeof req) == 0 && values[0] == 8);
    MPI_Waitall(2, req, MPI_STATUSES_IGNORE);
}

static void environment_is_told(int argc, char **argv)
{
    char ranks[16] = "";
    int flag = 0;
    MPI_Info info;

    MPI_Info_create_env(argc, argv, &info);
    MPI_Info_get(info, "maxprocs", 15, ranks, &flag);
    EXPECT(flag && strcmp(ranks, "2") == 0);
    MPI_Info_free(&info);
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS);

    fields_are_set_and_got();
    nothing_is_done_at_once();
    requests_stay(rank);
    environment_is_told(argc, argv);
    return expect_end();
}
