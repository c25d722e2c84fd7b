/*
 * buffer.c - the buffer of buffered sends (MPI 3.1, section 3.6).
 */
#include "p2p/buffer.h"

#include "api/door.h"

int PMPI_Buffer_attach(void *buffer, int size)
{
    struct dr_port *port;

    DR_DOOR("MPI_Buffer_attach", "bi", buffer, size);

    port = dr_world->self->port;
    if (size < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "the size is %d", size);
    if (port->buffer)
        return dr_raise(NULL, MPI_ERR_BUFFER,
                        "a buffer of %llu bytes is attached already",
                        (unsigned long long)port->buffer_size);
    if (!buffer)
        return dr_raise(NULL, MPI_ERR_BUFFER, "the buffer is NULL");
    port->buffer = buffer;
    port->buffer_size = (uint64_t)size;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Buffer_attach, (void *, int))

int PMPI_Buffer_detach(void *buffer_addr, int *size)
{
    struct dr_port *port;

    DR_DOOR("MPI_Buffer_detach", "**", buffer_addr, size);

    port = dr_world->self->port;
    if (!port->buffer)
        return dr_raise(NULL, MPI_ERR_BUFFER, "no buffer is attached");
    dr_buffer_drain(port);
    *(void **)buffer_addr = port->buffer;
    *size = (int)port->buffer_size;
    port->buffer = NULL;
    port->buffer_size = 0;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Buffer_detach, (void *, int *))
