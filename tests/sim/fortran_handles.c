/*
 * fortran_handles - handles as integers and back.  MPI-3.1, section 17.2.4.
 */
#include "expect.h"

static void handles_survive_the_round_trip(void)
{
    MPI_Comm copy;
    MPI_Group group;
    MPI_Datatype pair;
    MPI_Info info;
    MPI_Request req;
    int value = 0;

    EXPECT(MPI_Comm_f2c(MPI_Comm_c2f(MPI_COMM_WORLD)) == MPI_COMM_WORLD);
    EXPECT(MPI_Comm_f2c(MPI_Comm_c2f(MPI_COMM_NULL)) == MPI_COMM_NULL);
    EXPECT(MPI_Type_f2c(MPI_Type_c2f(MPI_DOUBLE)) == MPI_DOUBLE);
    EXPECT(MPI_Op_f2c(MPI_Op_c2f(MPI_SUM)) == MPI_SUM);
    EXPECT(MPI_Errhandler_f2c(MPI_Errhandler_c2f(MPI_ERRORS_RETURN)) ==
           MPI_ERRORS_RETURN);
    EXPECT(MPI_Request_f2c(MPI_Request_c2f(MPI_REQUEST_NULL)) ==
           MPI_REQUEST_NULL);
    EXPECT(MPI_Message_f2c(MPI_Message_c2f(MPI_MESSAGE_NO_PROC)) ==
           MPI_MESSAGE_NO_PROC);

    MPI_Comm_dup(MPI_COMM_WORLD, &copy);
    EXPECT(MPI_Comm_f2c(MPI_Comm_c2f(copy)) == copy);
    EXPECT(MPI_Comm_c2f(copy) != MPI_Comm_c2f(MPI_COMM_WORLD));
    MPI_Comm_group(copy, &group);
    EXPECT(MPI_Group_f2c(MPI_Group_c2f(group)) == group);
    MPI_Type_contiguous(2, MPI_INT, &pair);
    EXPECT(MPI_Type_f2c(MPI_Type_c2f(pair)) == pair);
    MPI_Info_create(&info);
    EXPECT(MPI_Info_f2c(MPI_Info_c2f(info)) == info);
    MPI_Recv_init(&value, 1, MPI_INT, 0, 0, copy, &req);
    EXPECT(MPI_Request_f2c(MPI_Request_c2f(req)) == req);
    MPI_Request_free(&req);
    MPI_Info_free(&info);
    MPI_Type_free(&pair);
    MPI_Group_free(&group);
    MPI_Comm_free(&copy);
}


static void integer_handle_works_like_the_handle(int rank)
{
    MPI_Comm world = MPI_Comm_f2c(MPI_Comm_c2f(MPI_COMM_WORLD));
    MPI_Datatype type = MPI_Type_f2c(MPI_Type_c2f(MPI_INT));
    int out = rank, in = -1;

    MPI_Sendrecv(&out, 1, type, 1 - rank, 1, &in, 1, type, 1 - rank, 1, world,
                 MPI_STATUS_IGNORE);
    EXPECT(in == 1 - rank);
}


static void status_becomes_integers_and_back(int rank)
{
    MPI_Fint fortran[MPI_F_STATUS_SIZE];
    MPI_Status status, back;
    int out[3] = {0}, in[3], count = 0;

    MPI_Sendrecv(out, 3, MPI_INT, 1 - rank, 5, in, 3, MPI_INT, 1 - rank, 5,
                 MPI_COMM_WORLD, &status);
    MPI_Status_c2f(&status, fortran);
    EXPECT(fortran[MPI_F_SOURCE] == 1 - rank && fortran[MPI_F_TAG] == 5);
    MPI_Status_f2c(fortran, &back);
    MPI_Get_count(&back, MPI_INT, &count);
    EXPECT(back.MPI_SOURCE == 1 - rank && back.MPI_TAG == 5 && count == 3);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    handles_survive_the_round_trip();
    integer_handle_works_like_the_handle(rank);
    status_becomes_integers_and_back(rank);
    return expect_end();
}
