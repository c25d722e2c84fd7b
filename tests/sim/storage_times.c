/*
 * storage_times - accesses to files take the time that theory says, on the
 * platform files/storage.xml: two servers with 1 us for a request and 1 ns for
 * a byte, stripes of 1000 bytes, 5 us of latency, 2 bytes a nanosecond through
 * a host's port.
 */
#include "expect.h"

#include <dryrun.h>
#include <math.h>
#include <string.h>

static int rank;
static char data[8000];

/* All go on at one moment: a barrier lets them go a latency apart. */
static double meet(void)
{
    double soon = MPI_Wtime() + 1e-4, at;

    MPI_Allreduce(&soon, &at, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    DR_Compute(at - MPI_Wtime());
    return MPI_Wtime();
}

static int took(double since, double us)
{
    double is = (MPI_Wtime() - since) * 1e6;

    if (fabs(is - us) < 1e-6)
        return 1;
    fprintf(stderr, "rank %d: %.9f us instead of %.9f us\n", rank, is, us);
    return 0;
}

/* The sum of both ranks, whoever came first. */
static int both_took(double since, double us)
{
    double is = MPI_Wtime() - since, sum;

    MPI_Allreduce(&is, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    if (fabs(sum * 1e6 - us) < 1e-6)
        return 1;
    fprintf(stderr, "both ranks: %.9f us instead of %.9f us\n", sum * 1e6, us);
    return 0;
}

/* Alone, from rank 0. */
static void alone(MPI_File file)
{
    MPI_Datatype type;
    double begin;

    /* Eight pieces of the file in one stripe, 1.01 each at one server. */
    MPI_Type_vector(8, 10, 20, MPI_BYTE, &type);
    MPI_Type_commit(&type);
    MPI_File_set_view(file, 0, MPI_BYTE, type, "native", MPI_INFO_NULL);
    begin = meet();
    if (rank == 0) {
        MPI_File_write_at(file, 0, data, 80, MPI_BYTE, MPI_STATUS_IGNORE);
        EXPECT(took(begin, 5 + 8.08));
    }
    MPI_File_set_view(file, 0, MPI_BYTE, MPI_BYTE, "native", MPI_INFO_NULL);
    begin = meet();
    if (rank != 0) {
        MPI_Type_free(&type);
        return;
    }
    /* One request: 5 + 1 + 0.8; half of a stripe and half of the next, on both
     * servers, the second 0.25 later. */
    MPI_File_write_at(file, 0, data, 800, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 6.8));
    begin = MPI_Wtime();
    MPI_File_write_at(file, 500, data, 1000, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 5 + 0.25 + 1 + 0.5));
    /* Four stripes leave every 0.5; each server has two, 2 each: the second
     * one's are over at 0.5 + 4. */
    begin = MPI_Wtime();
    MPI_File_write_at(file, 0, data, 4000, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 5 + 0.5 + 4));
    begin = MPI_Wtime();
    MPI_File_read_at(file, 0, data, 4000, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 5 + 0.5 + 4));
    /* What is not there takes no time to read. */
    begin = MPI_Wtime();
    MPI_File_read_at(file, 100000, data, 4000, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 0));
    /* Pieces of memory are one block of the file. */
    begin = MPI_Wtime();
    MPI_File_write_at(file, 0, data, 1, type, MPI_STATUS_IGNORE);
    EXPECT(took(begin, 5 + 1 + 0.08));
    MPI_Type_free(&type);
}

/* Both ranks at once: they meet at a server, and at the port of a host that
 * they share. */
static void at_once(MPI_File file, int shared_host)
{
    double begin;

    MPI_File_sync(file);
    begin = meet();
    MPI_File_write_at(file, rank * 2000, data, 1000, MPI_BYTE,
                      MPI_STATUS_IGNORE);
    EXPECT(both_took(begin, 7 + 9));
    MPI_File_sync(file);
    begin = meet();
    MPI_File_write_at(file, rank * 1000, data, 1000, MPI_BYTE,
                      MPI_STATUS_IGNORE);
    EXPECT(both_took(begin, 7 + (shared_host ? 7.5 : 7)));
}

int main(int argc, char **argv)
{
    MPI_File file;
    int on_disk;
    double begin;

    rank = expect_start(&argc, &argv, 2);
    on_disk = strcmp(argv[2], "disk") == 0;
    MPI_File_open(MPI_COMM_WORLD, argv[1],
                  MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE,
                  MPI_INFO_NULL, &file);
    if (on_disk) {
        /* Each host has its own: 20 + 4 a nanosecond to write. */
        begin = meet();
        MPI_File_write_at(file, rank * 4000, data, 4000, MPI_BYTE,
                          MPI_STATUS_IGNORE);
        EXPECT(took(begin, 20 + 16));
        MPI_File_sync(file);
        begin = meet();
        MPI_File_read_at(file, rank * 4000, data, 4000, MPI_BYTE,
                         MPI_STATUS_IGNORE);
        EXPECT(took(begin, 20 + 8));
    } else {
        alone(file);
        at_once(file, strcmp(argv[2], "one-host") == 0);
    }
    MPI_File_close(&file);
    return expect_end();
}
