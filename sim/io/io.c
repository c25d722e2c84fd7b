/*
 * io.c - what parallel I/O keeps for the world.
 */
#include "io/io.h"

#include "base/memory.h"
#include "net/platform.h"

struct dr_io *dr_io(void)
{
    struct dr_world *world = dr_world;
    struct dr_io *io = world->io;

    if (io)
        return io;
    io = world->io = dr_zalloc(1, sizeof *io);
    io->storage = dr_storage_begin(&world->platform->storage);
    io->defaults = dr_zalloc((size_t)world->nranks, sizeof *io->defaults);
    dr_list_init(&io->opening);
    return io;
}

struct dr_errhandler *dr_io_handler(const struct dr_rank *rank, bool *given)
{
    struct dr_errhandler *handler =
        dr_world->io ? dr_world->io->defaults[rank->id].handler : NULL;

    *given = handler != NULL;
    return handler ? handler : dr_errhandler_get(MPI_ERRORS_RETURN);
}
