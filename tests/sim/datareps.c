/*
 * datareps - data representations of the program (MPI 4.1, section 14.5.3):
 * integers stand in the file as lines of decimal digits.
 */
#include "expect.h"

#include <dryrun.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANKS = 2,
    DIGITS = 12, /* bytes of an MPI_INT in the file, with its line end */
    MOST = 64
};

static int rank, calls, fails;
static const char *name;

static int extent_of(MPI_Datatype type, MPI_Aint *extent, void *state)
{
    EXPECT(state == &calls);
    *extent = DIGITS;
    if (type == MPI_DOUBLE)
        return MPI_ERR_OTHER;
    return type == MPI_INT ? MPI_SUCCESS : MPI_ERR_TYPE;
}

/* What memory holds of whole elements, in a row: pack and unpack know. */
static int elements(MPI_Datatype type, int items)
{
    int size;

    MPI_Type_size(type, &size);
    return items * (int)sizeof(int) / size;
}

static int convert(void *user, MPI_Datatype type, MPI_Count items, char *file,
                   MPI_Offset position, int writes)
{
    int row[MOST], at = 0, count = elements(type, (int)items);

    EXPECT(items <= MOST && position == 0);
    calls++;
    if (fails)
        return MPI_ERR_OTHER;
    if (writes)
        MPI_Pack(user, count, type, row, sizeof row, &at, MPI_COMM_SELF);
    for (int i = 0; i < (int)items; i++) {
        char line[DIGITS + 1] = "";

        if (writes) {
            snprintf(line, sizeof line, "%11d\n", row[i]);
            memcpy(file + i * DIGITS, line, DIGITS);
        } else {
            memcpy(line, file + i * DIGITS, DIGITS);
            row[i] = atoi(line);
        }
    }
    if (!writes)
        MPI_Unpack(row, (int)items * (int)sizeof(int), &at, user, count, type,
                   MPI_COMM_SELF);
    return MPI_SUCCESS;
}

static int to_text(void *user, MPI_Datatype type, int count, void *file,
                   MPI_Offset position, void *state)
{
    EXPECT(state == &calls);
    return convert(user, type, count, file, position, 1);
}

static int from_text(void *user, MPI_Datatype type, int count, void *file,
                     MPI_Offset position, void *state)
{
    EXPECT(state == &calls);
    return convert(user, type, count, file, position, 0);
}

static int large_to_text(void *user, MPI_Datatype type, MPI_Count count,
                         void *file, MPI_Offset position, void *state)
{
    (void)state;
    return convert(user, type, count, file, position, 1);
}

static int large_from_text(void *user, MPI_Datatype type, MPI_Count count,
                           void *file, MPI_Offset position, void *state)
{
    (void)state;
    return convert(user, type, count, file, position, 0);
}

static void settle(MPI_File file)
{
    MPI_File_sync(file);
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_File_sync(file);
}

static MPI_File open_as(const char *datarep)
{
    MPI_File file;

    MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    EXPECT(MPI_File_set_view(file, 0, MPI_INT, MPI_INT, datarep,
                             MPI_INFO_NULL) == MPI_SUCCESS);
    return file;
}

static void view_has_its_name_and_extents(void)
{
    MPI_File file = open_as("text");
    char datarep[MPI_MAX_DATAREP_STRING];
    MPI_Datatype etype, filetype, three;
    MPI_Offset at;
    MPI_Aint extent;

    MPI_File_get_view(file, &at, &etype, &filetype, datarep);
    EXPECT(!strcmp(datarep, "text"));
    MPI_Type_contiguous(3, MPI_INT, &three);
    MPI_File_get_type_extent(file, three, &extent);
    EXPECT(extent == 3 * DIGITS);
    MPI_Type_free(&three);
    MPI_File_get_byte_offset(file, 5, &at);
    EXPECT(at == 5 * DIGITS);
    EXPECT(calls == 0);
    MPI_File_close(&file);
}

static void file_holds_what_was_converted(void)
{
    MPI_File file = open_as("text");
    int numbers[2] = {42, -7}, back[3] = {1, 1, 1}, count;
    char text[2 * DIGITS];
    MPI_Status status;

    if (rank == 0)
        MPI_File_write_at(file, 0, numbers, 2, MPI_INT, &status);
    settle(file);
    EXPECT(calls == (rank == 0));
    MPI_File_read_at(file, 0, back, 3, MPI_INT, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(count == 2 && back[0] == 42 && back[1] == -7 && back[2] == 1);
    MPI_File_set_view(file, 0, MPI_BYTE, MPI_BYTE, "native", MPI_INFO_NULL);
    MPI_File_read_at(file, 0, text, 2 * DIGITS, MPI_BYTE, MPI_STATUS_IGNORE);
    EXPECT(!memcmp(text, "         42\n         -7\n", 2 * DIGITS));
    MPI_File_close(&file);
}

/* Ranks own every other block of two lines; memory has gaps, too. */
static void collectives_convert(const char *datarep)
{
    MPI_File file = open_as(datarep);
    int memory[16] = {0}, back[16] = {0};
    MPI_Datatype apart, blocks;
    MPI_Request request;
    MPI_Status status;

    MPI_Type_vector(8, 1, 2, MPI_INT, &apart);
    MPI_Type_commit(&apart);
    MPI_Type_vector(4, 2, 2 * RANKS, MPI_INT, &blocks);
    MPI_Type_commit(&blocks);
    for (int i = 0; i < 16; i += 2)
        memory[i] = 1000 * rank + i;
    MPI_File_set_view(file, 2 * rank * DIGITS, MPI_INT, blocks, datarep,
                      MPI_INFO_NULL);
    MPI_File_write_all(file, memory, 1, apart, &status);
    settle(file);
    MPI_File_read_at_all(file, 0, back, 1, apart, &status);
    EXPECT(!memcmp(memory, back, sizeof back));
    memset(back, 0, sizeof back);
    MPI_File_read_at_all_begin(file, 0, back, 1, apart);
    MPI_File_read_at_all_end(file, back, &status);
    EXPECT(!memcmp(memory, back, sizeof back));
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, datarep, MPI_INFO_NULL);
    MPI_File_iread_at(file, 2 * RANKS, back, 2, MPI_INT, &request);
    MPI_Wait(&request, &status);
    EXPECT(back[0] == 4 && back[1] == 6);
    MPI_Type_free(&apart);
    MPI_Type_free(&blocks);
    MPI_File_close(&file);
}

static void data_is_there_when_its_rank_learns(void)
{
    MPI_File file = open_as("text");
    int back[2] = {-1, -1}, flag = 0, count;
    MPI_Request request;
    MPI_Status status;

    MPI_File_iread_at(file, 0, back, 2, MPI_INT, &request);
    while (!flag)
        MPI_Request_get_status(request, &flag, &status);
    MPI_Get_count(&status, MPI_INT, &count);
    EXPECT(count == 2 && back[0] == 0 && back[1] == 2);
    back[0] = 5;
    MPI_Waitall(1, &request, MPI_STATUSES_IGNORE);
    EXPECT(back[0] == 5);
    settle(file);
    MPI_File_iwrite_shared(file, back, 1, MPI_INT, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    MPI_File_close(&file);
}

/* Any call of MPI may bring it, the free too if it was over before. */
static void data_of_freed_requests_comes(void)
{
    MPI_File file = open_as("text");
    int numbers[2] = {11, 12}, flag, before;
    volatile int back = 0, later = 0;
    MPI_Request request;

    MPI_File_iwrite_at(file, 2 * rank, numbers, 2, MPI_INT, &request);
    MPI_Request_free(&request);
    DR_Compute(1.0);
    settle(file);
    before = calls;
    MPI_File_iread_at(file, 2 * rank, (void *)&back, 1, MPI_INT, &request);
    MPI_Request_free(&request);
    EXPECT(calls == before && request == MPI_REQUEST_NULL);
    for (int looks = 0; back == 0 && looks < 1000000; looks++)
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &flag,
                   MPI_STATUS_IGNORE);
    EXPECT(calls == before + 1 && back == 11);
    MPI_File_iread_at(file, 2 * rank + 1, (void *)&later, 1, MPI_INT, &request);
    DR_Compute(1.0);
    MPI_Request_free(&request);
    EXPECT(calls == before + 2 && later == 12);
    MPI_File_close(&file);
}

static void errors_of_functions_are_those_of_operations(void)
{
    MPI_File file = open_as("text");
    int number = 3, before = calls;
    MPI_Request request;

    fails = 1;
    EXPECT(MPI_File_write_at(file, rank, &number, 1, MPI_INT,
                             MPI_STATUS_IGNORE) == MPI_ERR_CONVERSION);
    EXPECT(MPI_File_read_at(file, rank, &number, 1, MPI_INT,
                            MPI_STATUS_IGNORE) == MPI_ERR_CONVERSION);
    MPI_File_iread_at(file, rank, &number, 1, MPI_INT, &request);
    EXPECT(MPI_Wait(&request, MPI_STATUS_IGNORE) == MPI_ERR_CONVERSION);
    EXPECT(calls == before + 3 && number == 3);
    fails = 0;
    for (int i = 0; i < 2; i++)
        EXPECT(MPI_File_set_view(file, 0, MPI_DOUBLE, MPI_DOUBLE, "text",
                                 MPI_INFO_NULL) == MPI_ERR_CONVERSION);
    EXPECT(MPI_File_read_at(file, rank, &number, 1, MPI_INT,
                            MPI_STATUS_IGNORE) == MPI_SUCCESS);
    MPI_File_close(&file);
}

/* Neither function: memory's; one of them: the other way is not converted, and
 * sizes differ. */
static void functions_may_be_missing(void)
{
    MPI_File file = open_as("plain");
    int number = 77, back = 0;
    MPI_Offset at;
    MPI_Aint extent;

    MPI_File_get_byte_offset(file, 3, &at);
    EXPECT(at == 3 * (MPI_Offset)sizeof(int));
    MPI_File_get_type_extent(file, MPI_INT, &extent);
    EXPECT(extent == DIGITS);
    MPI_File_write_at(file, rank, &number, 1, MPI_INT, MPI_STATUS_IGNORE);
    MPI_File_read_at(file, rank, &back, 1, MPI_INT, MPI_STATUS_IGNORE);
    EXPECT(back == 77);
    settle(file);
    MPI_File_set_view(file, 0, MPI_INT, MPI_INT, "half", MPI_INFO_NULL);
    EXPECT(MPI_File_read_at(file, 0, &back, 1, MPI_INT, MPI_STATUS_IGNORE) ==
           MPI_ERR_CONVERSION);
    MPI_File_close(&file);
}

int main(int argc, char **argv)
{
    rank = expect_start(&argc, &argv, RANKS);
    name = argv[1];
    MPI_Register_datarep("text", from_text, to_text, extent_of, &calls);
    MPI_Register_datarep_c("large text", large_from_text, large_to_text,
                           extent_of, &calls);
    MPI_Register_datarep("plain", MPI_CONVERSION_FN_NULL,
                         MPI_CONVERSION_FN_NULL, extent_of, &calls);
    MPI_Register_datarep("half", MPI_CONVERSION_FN_NULL, to_text, extent_of,
                         &calls);
    view_has_its_name_and_extents();
    file_holds_what_was_converted();
    collectives_convert("text");
    collectives_convert("large text");
    data_is_there_when_its_rank_learns();
    data_of_freed_requests_comes();
    errors_of_functions_are_those_of_operations();
    functions_may_be_missing();
    return expect_end();
}
