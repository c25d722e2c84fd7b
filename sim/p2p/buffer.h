/*
 * buffer.h - the buffer of buffered sends (MPI 3.1, section 3.6).
 *
 * Only its accounting is real: messages keep their own copy, and the bytes
 * they would occupy, MPI_BSEND_OVERHEAD included, are counted.  Eager messages
 * leave the buffer at once, others when their payload has arrived.
 */
#ifndef DR_P2P_BUFFER_H
#define DR_P2P_BUFFER_H

#include "p2p/message.h"

/* Is there room for a message of `bytes`? */
bool dr_buffer_fits(const struct dr_port *port, uint64_t bytes);

/* A buffered message occupies its part, and gives it back. */
void dr_buffer_take(struct dr_port *port, const struct dr_message *message);
void dr_buffer_give(struct dr_port *port, const struct dr_message *message);

/* Block the running rank until the buffer is empty. */
void dr_buffer_drain(struct dr_port *port);

#endif
