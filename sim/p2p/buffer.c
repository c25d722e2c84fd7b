/*
 * buffer.c - the buffer of buffered sends (MPI 3.1, section 3.6).
 */
#include "p2p/buffer.h"

#include "p2p/progress.h"

static uint64_t share(uint64_t bytes)
{
    return bytes + MPI_BSEND_OVERHEAD;
}

bool dr_buffer_fits(const struct dr_port *port, uint64_t bytes)
{
    uint64_t room = port->buffer_size - port->buffer_used;

    return port->buffer && room >= MPI_BSEND_OVERHEAD &&
           bytes <= room - MPI_BSEND_OVERHEAD;
}

void dr_buffer_take(struct dr_port *port, const struct dr_message *message)
{
    if (message->buffered)
        port->buffer_used += share(message->bytes);
}

void dr_buffer_give(struct dr_port *port, const struct dr_message *message)
{
    port->buffer_used -= share(message->bytes);
    if (port->buffer_used == 0 && port->wait &&
        port->wait->kind == DR_WAIT_BUFFER)
        dr_progress_one_done(port);
}

void dr_buffer_drain(struct dr_port *port)
{
    struct dr_wait wait = {.kind = DR_WAIT_BUFFER};

    if (port->buffer_used > 0) {
        port->need = 1;
        dr_progress_block(&wait);
    }
}
