/*
 * io.c - what parallel I/O keeps for the world.
 */
#include "io/io.h"

#include "base/memory.h"
#include "io/shadow.h"
#include "net/net.h"
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
    io->failed = dr_zalloc((size_t)world->nranks, sizeof *io->failed);
    io->refused = dr_zalloc((size_t)world->nranks, sizeof *io->refused);
    io->sums = dr_zalloc((size_t)world->nranks, sizeof *io->sums);
    dr_list_init(&io->opening);
    dr_list_init(&io->open);
    return io;
}

void dr_io_apart(void)
{
    dr_io()->apart = dr_zalloc(1, sizeof *dr_io()->apart);
}

static void emit(enum dr_event_kind kind, const struct dr_event_message *told)
{
    DR_EMIT(&dr_world->bus, kind, .rank = told->from, .peer = told->to,
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .bytes = told->bytes, .message = told);
}

void dr_io_begins(struct dr_event_message *told, const struct dr_rank *rank,
                  const char *call, const void *site)
{
    struct dr_io_sums *sums = &dr_io()->sums[rank->id];

    *told = (struct dr_event_message){.from = rank->id,
                                      .to = rank->id,
                                      .protocol = DR_SENT_STORAGE,
                                      .posted = true,
                                      .send_call = call,
                                      .recv_call = call,
                                      .send_site = site,
                                      .recv_site = site};
    dr_event_message_begin(&dr_world->bus, told);
    emit(DR_EVENT_SEND, told);
    emit(DR_EVENT_TRANSFER_BEGIN, told);
    if (sums->under_way++ == 0)
        sums->since_s = dr_net_now();
}

void dr_io_ends(struct dr_event_message *told, bool writes, uint64_t bytes)
{
    struct dr_io_sums *sums = &dr_io()->sums[told->from];

    told->bytes = bytes;
    emit(DR_EVENT_TRANSFER_END, told);
    emit(DR_EVENT_MATCH, told);
    dr_event_message_end(&dr_world->bus, told);
    if (--sums->under_way == 0)
        sums->io_s += dr_net_now() - sums->since_s;
    if (writes)
        sums->bytes_written += bytes;
    else
        sums->bytes_read += bytes;
}

static void tell_ask(const struct dr_io_ask *ask, enum dr_event_kind kind,
                     enum dr_event_control control)
{
    DR_EMIT(&dr_world->bus, kind, .rank = ask->told.from, .peer = ask->told.to,
            .actor = dr_world->self ? dr_world->self->id : -1,
            .time_s = dr_net_now(), .message = &ask->told, .control = control);
}

static void due(struct dr_timer *timer)
{
    struct dr_io_ask *ask = DR_CONTAINER(timer, struct dr_io_ask, timer);

    tell_ask(ask, DR_EVENT_CONTROL_END, DR_CONTROL_SIGNAL);
    dr_event_message_end(&dr_world->bus, &ask->told);
    ask->answered(ask);
}

void dr_io_ask(struct dr_io_ask *ask, void (*answered)(struct dr_io_ask *ask),
               const struct dr_rank *rank, const char *call, const void *site)
{
    ask->told = (struct dr_event_message){.from = rank->id,
                                          .to = rank->id,
                                          .protocol = DR_SENT_STORAGE,
                                          .send_call = call,
                                          .send_site = site};
    ask->answered = answered;
    dr_event_signal_begin(&dr_world->bus, &ask->told);
    tell_ask(ask, DR_EVENT_CONTROL_BEGIN, DR_CONTROL_INTENT);
    dr_timer_init(&ask->timer, due);
    dr_storage_ask(dr_io()->storage, &ask->timer.alarm);
}

const struct dr_io_failed *dr_io_refused(int rank)
{
    const struct dr_io *io = dr_world->io;

    return io && io->refused[rank].by.call ? &io->refused[rank] : NULL;
}

struct dr_io_sums dr_io_sums(int rank)
{
    return dr_world->io ? dr_world->io->sums[rank] : (struct dr_io_sums){0};
}

struct dr_errhandler *dr_io_handler(const struct dr_rank *rank, bool *given)
{
    struct dr_errhandler *handler =
        dr_world->io ? dr_world->io->defaults[rank->id].handler : NULL;

    *given = handler != NULL;
    return handler ? handler : dr_errhandler_get(MPI_ERRORS_RETURN);
}
