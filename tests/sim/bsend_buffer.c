/*
 * bsend_buffer - the memory of buffered sends.  MPI-3.1, section 3.6.
 */
#include "expect.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAG = 1,
    SIZE = 1000,
    LARGE = 1 << 20
};

static void full_buffer_is_an_error(int rank)
{
    char data[SIZE], room[SIZE + MPI_BSEND_OVERHEAD];
    int size, code;
    void *back;

    memset(data, 7, sizeof data);
    if (rank == 0) {
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
        code = MPI_Bsend(data, 1, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
        EXPECT(expect_class(code) == MPI_ERR_BUFFER); /* none attached */

        MPI_Buffer_attach(room, sizeof room);
        code = MPI_Bsend(data, SIZE + MPI_BSEND_OVERHEAD + 1, MPI_CHAR, 1, TAG,
                         MPI_COMM_WORLD);
        EXPECT(expect_class(code) == MPI_ERR_BUFFER);
        code = MPI_Bsend(data, SIZE, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
        EXPECT(code == MPI_SUCCESS);
        MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
        MPI_Buffer_detach(&back, &size);
    } else {
        MPI_Recv(data, SIZE, MPI_CHAR, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        EXPECT(data[0] == 7 && data[SIZE - 1] == 7);
    }
}


static void second_attach_is_an_error(int rank)
{
    char room[2][64 + MPI_BSEND_OVERHEAD];
    int size, code;
    void *back;

    if (rank != 0)
        return;
    MPI_Buffer_attach(room[0], sizeof room[0]);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    code = MPI_Buffer_attach(room[1], sizeof room[1]);
    EXPECT(expect_class(code) == MPI_ERR_BUFFER);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_ARE_FATAL);
    MPI_Buffer_detach(&back, &size);
    EXPECT(back == room[0] && size == (int)sizeof room[0]);
}


/* Detach waits until the messages are out: then the memory is ours again. */
static void detach_delivers_what_is_buffered(int rank)
{
    int bytes = LARGE + MPI_BSEND_OVERHEAD, size;
    char *data = malloc(LARGE), *room = malloc((size_t)bytes);
    void *back;

    if (rank == 0) {
        memset(data, 3, LARGE);
        MPI_Buffer_attach(room, bytes);
        MPI_Bsend(data, LARGE, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
        MPI_Buffer_detach(&back, &size);
        memset(room, 9, (size_t)bytes);
    } else {
        MPI_Recv(data, LARGE, MPI_CHAR, 0, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        EXPECT(data[0] == 3 && data[LARGE / 2] == 3 && data[LARGE - 1] == 3);
    }
    free(room);
    free(data);
}


/* The room of a message is free again once it has left. */
static void buffer_is_reused(int rank)
{
    char room[SIZE + MPI_BSEND_OVERHEAD], data[SIZE] = {0};
    int size;
    void *back;

    if (rank == 0)
        MPI_Buffer_attach(room, sizeof room);
    for (int i = 0; i < 10; i++) {
        if (rank == 0) {
            data[0] = (char)i;
            MPI_Bsend(data, SIZE, MPI_CHAR, 1, TAG, MPI_COMM_WORLD);
        } else {
            MPI_Recv(data, SIZE, MPI_CHAR, 0, TAG, MPI_COMM_WORLD,
                     MPI_STATUS_IGNORE);
            EXPECT(data[0] == i);
        }
        expect_meet(1 - rank);
    }
    if (rank == 0)
        MPI_Buffer_detach(&back, &size);
}


int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, 2);

    full_buffer_is_an_error(rank);
    second_attach_is_an_error(rank);
    detach_delivers_what_is_buffered(rank);
    buffer_is_reused(rank);
    return expect_end();
}
