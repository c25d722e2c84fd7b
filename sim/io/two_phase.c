/*
 * two_phase.c - aggregators access the storage for all members, round by
 * round.
 *
 * A round of a write:           A round of a read:
 *
 *     members send their parts      members send what they want
 *     aggregators access            aggregators access
 *     aggregators say how it went   aggregators send the parts
 *
 * Messages have a head, in which an errno travels.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "io/clash.h"
#include "io/io.h"
#include "io/plan.h"
#include "io/written.h"
#include "p2p/message.h"

/* What goes between this member and one other in a round. */
struct parcel {
    int peer;          /* rank */
    uint64_t from, to; /* positions in the member's stream */
    uint64_t room;     /* bytes of `memory` */
    char *memory;      /* head and blocks, then data */
};

struct phase {
    struct dr_io_op *op;
    uint64_t round;
    struct parcel *out; /* as a member: to and from aggregators */
    struct parcel *in;  /* as an aggregator: to and from members */
    int nout, nin;
    int mine;                  /* which aggregator this member is, or -1 */
    uint64_t begin, end;       /* its window */
    char *window;              /* the bytes between */
    struct dr_extent *extents; /* that the round accesses, ascending */
    size_t nextents, room, next;
    int error;      /* errno of the aggregator's accesses */
    uint64_t bytes; /* that they moved, in this round */
    struct dr_event_message told;
    struct dr_timer timer;
    struct dr_storage_access access;
};

static void begin_round(struct phase *phase);

static uint64_t count_blocks(const struct dr_wish *wish, uint64_t from,
                             uint64_t to)
{
    struct dr_view_walk walk = {&wish->view, from, to};
    struct dr_extent extent;
    uint64_t blocks = 0;

    while (dr_view_next(&walk, &extent))
        blocks++;
    return blocks;
}

/* Bytes before the data in a message about these positions. */
static uint64_t head_bytes(const struct dr_wish *wish, uint64_t from,
                           uint64_t to)
{
    return DR_PLAN_MESSAGE_BYTES +
           DR_PLAN_BLOCK_BYTES * count_blocks(wish, from, to);
}

/* A parcel for what `wish` has between two offsets; false if it has nothing
 * there. */
static bool pack_parcel(struct parcel *parcel, int peer,
                        const struct dr_wish *wish, uint64_t begin,
                        uint64_t end)
{
    *parcel = (struct parcel){.peer = peer};
    if (wish->bytes == 0)
        return false;
    dr_plan_share(wish, begin, end, &parcel->from, &parcel->to);
    if (parcel->from == parcel->to)
        return false;
    parcel->room = head_bytes(wish, parcel->from, parcel->to);
    parcel->memory = dr_zalloc(1, parcel->room + parcel->to - parcel->from);
    return true;
}

static char *data_of(const struct parcel *parcel)
{
    return parcel->memory + parcel->room;
}

static uint64_t data_bytes(const struct parcel *parcel)
{
    return parcel->to - parcel->from;
}

static void find_parcels(struct phase *phase)
{
    const struct dr_plan *plan = phase->op->plan;
    int self = phase->op->file->comm->rank;
    uint64_t begin, end;

    phase->nout = phase->nin = 0;
    for (int i = 0; i < plan->naggregators; i++) {
        dr_plan_window(plan, i, phase->round, &begin, &end);
        phase->nout +=
            pack_parcel(&phase->out[phase->nout], plan->aggregators[i],
                        &plan->wishes[self], begin, end);
    }
    phase->begin = phase->end = 0;
    if (phase->mine < 0)
        return;
    dr_plan_window(plan, phase->mine, phase->round, &phase->begin, &phase->end);
    for (int i = 0; i < plan->size; i++)
        phase->nin += pack_parcel(&phase->in[phase->nin], i, &plan->wishes[i],
                                  phase->begin, phase->end);
}

static void add_extent(struct phase *phase, struct dr_extent extent)
{
    if (phase->nextents == phase->room) {
        phase->room = phase->room ? 2 * phase->room : 64;
        phase->extents =
            dr_realloc(phase->extents, phase->room * sizeof *phase->extents);
    }
    phase->extents[phase->nextents++] = extent;
}

static int by_offset(const void *a, const void *b)
{
    const struct dr_extent *first = a, *second = b;

    return (first->offset > second->offset) - (first->offset < second->offset);
}

/* All that members have in the window, joined where it meets. */
static void find_extents(struct phase *phase)
{
    size_t made = 0;

    phase->nextents = phase->next = 0;
    for (int i = 0; i < phase->nin; i++) {
        const struct parcel *parcel = &phase->in[i];
        struct dr_view_walk walk = {&phase->op->plan->wishes[parcel->peer].view,
                                    parcel->from, parcel->to};
        struct dr_extent extent;

        while (dr_view_next(&walk, &extent))
            add_extent(phase, extent);
    }
    if (phase->nextents > 1)
        qsort(phase->extents, phase->nextents, sizeof *phase->extents,
              by_offset);
    for (size_t i = 1; i < phase->nextents; i++) {
        struct dr_extent *last = &phase->extents[made];
        uint64_t end = last->offset + last->length, mine;

        if (phase->extents[i].offset > end) {
            phase->extents[++made] = phase->extents[i];
            continue;
        }
        mine = phase->extents[i].offset + phase->extents[i].length;
        if (mine > end)
            last->length = mine - last->offset;
    }
    phase->nextents = phase->nextents > 0 ? made + 1 : 0;
}

static bool next_extent(void *self, struct dr_extent *extent)
{
    struct phase *phase = self;

    if (phase->next == phase->nextents)
        return false;
    *extent = phase->extents[phase->next++];
    return true;
}

/* Between the window and a member's data. */
static void place_parcel(struct phase *phase, const struct parcel *parcel)
{
    struct dr_view_walk walk = {&phase->op->plan->wishes[parcel->peer].view,
                                parcel->from, parcel->to};
    struct dr_extent extent;
    char *data = data_of(parcel);

    while (dr_view_next(&walk, &extent)) {
        char *there = phase->window + (extent.offset - phase->begin);

        if (phase->op->writes)
            memcpy(there, data, extent.length);
        else
            memcpy(data, there, extent.length);
        data += extent.length;
    }
}

/* Between the window and the file. */
static void move_window(struct phase *phase)
{
    struct dr_backing *backing = phase->op->file->common->backing;

    phase->bytes = 0;
    for (size_t i = 0; i < phase->nextents; i++) {
        const struct dr_extent *extent = &phase->extents[i];
        char *there = phase->window + (extent->offset - phase->begin);
        uint64_t done;
        int error = phase->op->writes
                        ? dr_backing_write(backing, there, extent->length,
                                           extent->offset, &done)
                        : dr_backing_read(backing, there, extent->length,
                                          extent->offset, &done);

        phase->bytes += done;
        if (error && !phase->error)
            phase->error = error;
    }
}

/* The storage is done with the aggregator's window. */
static void accessed(struct dr_timer *timer)
{
    struct phase *phase = DR_CONTAINER(timer, struct phase, timer);
    struct dr_common *common = phase->op->file->common;

    if (!dr_storage_access(dr_io()->storage, &phase->access, &timer->alarm))
        return;
    phase->window = dr_zalloc(1, phase->end - phase->begin);
    for (int i = 0; i < phase->nin && phase->op->writes; i++)
        place_parcel(phase, &phase->in[i]);
    if (phase->op->writes)
        dr_written_changes(common->written, common->backing);
    move_window(phase);
    if (phase->op->writes)
        dr_written_changed(common->written, common->backing);
    dr_io_ends(&phase->told, phase->op->writes, phase->bytes);
    for (int i = 0; i < phase->nin; i++) {
        if (!phase->op->writes)
            place_parcel(phase, &phase->in[i]);
        memcpy(phase->in[i].memory, &phase->error, sizeof phase->error);
    }
    free(phase->window);
    dr_schedule_task_over(phase->op->schedule);
}

static void access_window(void *argument)
{
    struct phase *phase = argument;
    struct dr_io_op *op = phase->op;

    find_extents(phase);
    phase->access = (struct dr_storage_access){
        .host = op->file->rank->host,
        .writes = op->writes,
        .on_disk = dr_file_on_disk(op->file),
        .first_server = op->file->common->first_server,
        .next = next_extent,
        .self = phase};
    dr_io_begins(&phase->told, op->file->rank, op->call, op->site);
    dr_timer_init(&phase->timer, accessed);
    accessed(&phase->timer);
}

static struct dr_span bytes_of(char *memory, uint64_t bytes)
{
    return (struct dr_span){memory, bytes, NULL};
}

/* Members' parcels go to aggregators, with data or without. */
static void send_forth(struct phase *phase)
{
    struct dr_schedule *schedule = phase->op->schedule;
    bool writes = phase->op->writes;

    for (int i = 0; i < phase->nin; i++) {
        const struct parcel *in = &phase->in[i];

        dr_schedule_recv(
            schedule,
            bytes_of(in->memory, in->room + (writes ? data_bytes(in) : 0)),
            in->peer);
    }
    for (int i = 0; i < phase->nout; i++) {
        const struct parcel *out = &phase->out[i];

        if (writes)
            dr_io_take(phase->op, out->from - phase->op->position, data_of(out),
                       data_bytes(out));
        dr_schedule_send(
            schedule,
            bytes_of(out->memory, out->room + (writes ? data_bytes(out) : 0)),
            out->peer);
    }
}

/* Aggregators answer: with how it went, or with the data too. */
static void send_back(struct phase *phase)
{
    struct dr_schedule *schedule = phase->op->schedule;
    bool writes = phase->op->writes;

    for (int i = 0; i < phase->nout; i++) {
        const struct parcel *out = &phase->out[i];

        dr_schedule_recv(
            schedule,
            writes ? bytes_of(out->memory, DR_PLAN_MESSAGE_BYTES)
                   : bytes_of(out->memory, out->room + data_bytes(out)),
            out->peer);
    }
    for (int i = 0; i < phase->nin; i++) {
        const struct parcel *in = &phase->in[i];

        dr_schedule_send(schedule,
                         writes
                             ? bytes_of(in->memory, DR_PLAN_MESSAGE_BYTES)
                             : bytes_of(in->memory, in->room + data_bytes(in)),
                         in->peer);
    }
}

/* The answers have come. */
static void end_round(void *argument)
{
    struct phase *phase = argument;
    struct dr_io_op *op = phase->op;

    for (int i = 0; i < phase->nout; i++) {
        struct parcel *out = &phase->out[i];
        int error;

        memcpy(&error, out->memory, sizeof error);
        if (error && !op->error)
            op->error = error;
        if (!error)
            op->done += data_bytes(out);
        if (!op->writes)
            dr_io_put(op, out->from - op->position, data_of(out),
                      data_bytes(out));
        free(out->memory);
    }
    for (int i = 0; i < phase->nin; i++)
        free(phase->in[i].memory);
    phase->round++;
    begin_round(phase);
}

static void end_phase(void *argument)
{
    struct phase *phase = argument;
    struct dr_io_op *op = phase->op;

    free(phase->extents);
    free(phase->out);
    free(phase->in);
    dr_clash_over(op->file, op->conflict, op->done);
    dr_written_over(op);
    dr_plan_leave(op->plan);
    dr_io_finish(op);
}

/* Append the steps of the next round, or the end. */
static void begin_round(struct phase *phase)
{
    struct dr_schedule *schedule = phase->op->schedule;

    dr_schedule_end_round(schedule);
    if (phase->round == phase->op->plan->rounds) {
        dr_schedule_call(schedule, end_phase, phase);
        return;
    }
    find_parcels(phase);
    send_forth(phase);
    if (phase->nin > 0) {
        dr_schedule_end_round(schedule);
        dr_schedule_task(schedule, access_window, phase);
        dr_schedule_end_round(schedule);
    }
    send_back(phase);
    dr_schedule_end_round(schedule);
    dr_schedule_call(schedule, end_round, phase);
}

void dr_two_phase_begin(struct dr_io_op *op)
{
    struct phase *phase = dr_schedule_scratch(op->schedule, sizeof *phase);
    const struct dr_plan *plan = op->plan;
    struct dr_part part = {&op->view, op->position,
                           plan->wishes[op->file->comm->rank].bytes};

    *phase = (struct phase){.op = op, .mine = -1};
    for (int i = 0; i < plan->naggregators; i++) {
        if (plan->aggregators[i] == op->file->comm->rank)
            phase->mine = i;
    }
    phase->out = dr_zalloc((size_t)plan->naggregators, sizeof *phase->out);
    phase->in = dr_zalloc((size_t)plan->size, sizeof *phase->in);
    op->conflict =
        dr_clash_begin(op->file, op->writes, part, op->call, op->site);
    dr_io_stage(op);
    dr_schedule_lend_not(op->schedule);
    begin_round(phase);
}
