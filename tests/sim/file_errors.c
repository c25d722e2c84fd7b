/*
 * file_errors - what the system refuses comes back as an error class, from
 * each way to write, and nothing is said to be written that is not.
 */
#include "expect.h"

#include <string.h>

static int rank;
static char data[100];

static int elements(const MPI_Status *status)
{
    int count;

    MPI_Get_count(status, MPI_CHAR, &count);
    return count;
}

static void full_disk(void)
{
    MPI_File file;
    MPI_Status status, statuses[2];
    MPI_Request request, requests[2];
    MPI_Datatype type;
    MPI_Offset mine = rank * 100;
    int error;

    EXPECT(MPI_File_open(MPI_COMM_WORLD, "/dev/full", MPI_MODE_WRONLY,
                         MPI_INFO_NULL, &file) == MPI_SUCCESS);
    error = MPI_File_write_at(file, mine, data, 100, MPI_CHAR, &status);
    EXPECT(expect_class(error) == MPI_ERR_NO_SPACE && elements(&status) == 0);
    error = MPI_File_write_at_all(file, mine, data, 100, MPI_CHAR, &status);
    EXPECT(expect_class(error) == MPI_ERR_NO_SPACE && elements(&status) == 0);
    MPI_File_iwrite_at(file, mine, data, 100, MPI_CHAR, &request);
    error = MPI_Wait(&request, &status);
    EXPECT(expect_class(error) == MPI_ERR_NO_SPACE);
    MPI_File_write_at_all_begin(file, mine, data, 100, MPI_CHAR);
    error = MPI_File_write_at_all_end(file, data, &status);
    EXPECT(expect_class(error) == MPI_ERR_NO_SPACE);
    MPI_File_iwrite_at(file, mine, data, 0, MPI_CHAR, &requests[0]);
    MPI_File_iwrite_at(file, mine, data, 100, MPI_CHAR, &requests[1]);
    error = MPI_Waitall(2, requests, statuses);
    EXPECT(error == MPI_ERR_IN_STATUS);
    EXPECT(statuses[0].MPI_ERROR == MPI_SUCCESS);
    EXPECT(expect_class(statuses[1].MPI_ERROR) == MPI_ERR_NO_SPACE);
    /* Interleaved: one rank writes for both, and both hear of it. */
    MPI_Type_vector(10, 10, 20, MPI_CHAR, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, rank * 10, MPI_CHAR, type, "native", MPI_INFO_NULL);
    error = MPI_File_write_all(file, data, 100, MPI_CHAR, &status);
    EXPECT(expect_class(error) == MPI_ERR_NO_SPACE && elements(&status) == 0);
    MPI_Type_free(&type);
    MPI_File_close(&file);
}

static int open_fails(const char *name, int amode)
{
    MPI_File file;

    return expect_class(
        MPI_File_open(MPI_COMM_WORLD, name, amode, MPI_INFO_NULL, &file));
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, 2);
    if (argc > 1)
        MPI_File_set_errhandler(MPI_FILE_NULL, MPI_ERRORS_RETURN);
    EXPECT(open_fails("/no/such/folder/f", MPI_MODE_CREATE | MPI_MODE_RDWR) ==
           MPI_ERR_NO_SUCH_FILE);
    EXPECT(open_fails("/proc/self/exe", MPI_MODE_RDWR) == MPI_ERR_FILE_IN_USE);
    EXPECT(open_fails("", MPI_MODE_RDONLY) == MPI_ERR_NO_SUCH_FILE);
    full_disk();
    return expect_end();
}
