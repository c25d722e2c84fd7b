/*
 * buffer.c - the buffer of buffered sends (MPI 3.1, section 3.6).
 */
#include "p2p/buffer.h"

#include "api/door.h"

static int raise_attached(const struct dr_port *port)
{
    struct dr_about about = {
        .advice = "call MPI_Buffer_detach before, or attach one that is large "
                  "enough for all",
        .related = {
            {dr_world->self->id, port->buffer_call, port->buffer_site}}};

    return dr_raise_about(NULL, MPI_ERR_BUFFER, &about,
                          "a buffer of %llu byte%s is attached already",
                          (unsigned long long)port->buffer_size,
                          dr_text_s(port->buffer_size));
}

static int attach(void *buffer, MPI_Count size)
{
    struct dr_port *port = dr_world->self->port;

    if (size < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "the size is %lld", (long long)size);
    if (port->buffer)
        return raise_attached(port);
    if (!buffer)
        return dr_raise(NULL, MPI_ERR_BUFFER, "the buffer is NULL");
    port->buffer = buffer;
    port->buffer_size = (uint64_t)size;
    port->buffer_call = dr_world->self->call->name;
    port->buffer_site = dr_world->self->call->site;
    return MPI_SUCCESS;
}

static int detach(void **buffer, MPI_Count *size)
{
    struct dr_port *port = dr_world->self->port;

    if (!port->buffer)
        return dr_raise_about(
            NULL, MPI_ERR_BUFFER,
            &(struct dr_about){.advice = "call MPI_Buffer_attach before"},
            "no buffer is attached");
    dr_buffer_drain(port);
    *buffer = port->buffer;
    *size = (MPI_Count)port->buffer_size;
    port->buffer = NULL;
    port->buffer_size = 0;
    return MPI_SUCCESS;
}

int PMPI_Buffer_attach(void *buffer, int size)
{
    DR_DOOR("MPI_Buffer_attach", "bi", buffer, size);

    return attach(buffer, size);
}
DR_ALIAS(int, Buffer_attach, (void *, int))

int PMPI_Buffer_attach_c(void *buffer, MPI_Count size)
{
    DR_DOOR("MPI_Buffer_attach_c", "bi", buffer, size);

    return attach(buffer, size);
}
DR_ALIAS(int, Buffer_attach_c, (void *, MPI_Count))

int PMPI_Buffer_detach(void *buffer_addr, int *size)
{
    MPI_Count large = 0;
    int error;

    DR_DOOR("MPI_Buffer_detach", "&&", buffer_addr, size);

    error = detach(buffer_addr, &large);
    if (!error)
        *size = large > INT32_MAX ? MPI_UNDEFINED : (int)large;
    return error;
}
DR_ALIAS(int, Buffer_detach, (void *, int *))

int PMPI_Buffer_detach_c(void *buffer_addr, MPI_Count *size)
{
    DR_DOOR("MPI_Buffer_detach_c", "&&", buffer_addr, size);

    return detach(buffer_addr, size);
}
DR_ALIAS(int, Buffer_detach_c, (void *, MPI_Count *))
