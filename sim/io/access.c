/*
 * access.c - reading and writing a file, not collectively.
 */
#include "io/access.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "core/external.h"
#include "io/clash.h"
#include "io/fault.h"
#include "io/io.h"
#include "io/written.h"
#include "p2p/hold.h"
#include "p2p/operation.h"

/* Scattered memory is packed, and unpacked, in portions of so many bytes. */
enum {
    PORTION = 1 << 20
};

uint64_t dr_io_bytes(const struct dr_view *view, struct dr_span span)
{
    return span.count * dr_view_size_in(view, span.type);
}

static bool converts(const struct dr_io_op *op)
{
    return op->view.datarep == DR_DATAREP_EXTERNAL32 ||
           (op->view.datarep == DR_DATAREP_OWN &&
            dr_datarep_converts(op->view.own, op->writes));
}

/* What a function of the program converts goes with the schedule. */
static bool converts_by_itself(const struct dr_io_op *op)
{
    return op->view.datarep == DR_DATAREP_OWN && op->bytes > 0 && converts(op);
}

static void refuse(struct dr_io_op *op, int error)
{
    op->refused = error;
    op->error = EILSEQ;
}

/* The rank's memory is as it is only now. */
static void convert_own(struct dr_io_op *op)
{
    int error;

    op->staged = dr_schedule_scratch(op->schedule, op->bytes);
    error = dr_datarep_convert(op->view.own, op->span, op->staged, true);
    if (error)
        refuse(op, error);
}

struct dr_io_op *dr_io_op_new(struct dr_file *file, bool writes,
                              enum dr_where where, struct dr_span span,
                              uint64_t position, bool collective)
{
    struct dr_schedule *schedule = collective
                                       ? dr_schedule_new(file->comm)
                                       : dr_schedule_new_partial(file->comm, 0);
    struct dr_io_op *op = dr_schedule_scratch(schedule, sizeof *op);

    *op = (struct dr_io_op){.file = file,
                            .schedule = schedule,
                            .writes = writes,
                            .where = where,
                            .span = span,
                            .view = dr_view_copy(&file->view),
                            .position = position,
                            .bytes = dr_io_bytes(&file->view, span),
                            .limit = UINT64_MAX,
                            .call = dr_world->self->call->name,
                            .site = dr_world->self->call->site};
    file->pending++;
    file->common->pending++;
    if (writes && converts_by_itself(op))
        convert_own(op);
    return op;
}

struct dr_request *dr_io_op_start(struct dr_io_op *op)
{
    struct dr_request *request = dr_schedule_keep(op->schedule);

    op->request = request;
    request->file = op->file->handle;
    request->type = dr_datatype_hold(op->span.type);
    request->call = op->call;
    request->site = op->site;
    dr_schedule_run(request);
    return request;
}

void dr_io_take(const struct dr_io_op *op, uint64_t from, void *out,
                uint64_t bytes)
{
    if (op->staged)
        memcpy(out, op->staged + from, bytes);
    else
        dr_usermem_read_part(op->span, from, out, bytes);
}

void dr_io_put(struct dr_io_op *op, uint64_t from, const void *in,
               uint64_t bytes)
{
    if (op->staged)
        memcpy(op->staged + from, in, bytes);
    else if (!op->file->rank->ended)
        dr_usermem_write_part(op->span, from, in, bytes);
}

/* One portion of a block of the file, at `from` of the data. */
static uint64_t move_portion(struct dr_io_op *op, uint64_t offset,
                             uint64_t from, uint64_t bytes)
{
    struct dr_backing *backing = op->file->common->backing;
    char *flat =
        op->staged ? op->staged + from : dr_usermem_flat(op->span, from);
    char *portion = flat;
    uint64_t done;

    if (!flat) {
        bytes = bytes < PORTION ? bytes : PORTION;
        portion = dr_alloc(bytes);
    }
    if (op->writes) {
        if (!flat)
            dr_io_take(op, from, portion, bytes);
        op->error = dr_backing_write(backing, portion, bytes, offset, &done);
    } else {
        op->error = dr_backing_read(backing, portion, bytes, offset, &done);
        if (!flat)
            dr_io_put(op, from, portion, done);
    }
    if (!flat)
        free(portion);
    return done;
}

/* All blocks, until an error or the end of the file. */
static void move_data(struct dr_io_op *op)
{
    struct dr_view_walk walk = {&op->view, op->position,
                                op->position + op->bytes};
    struct dr_extent extent;

    /* A program that has not waited has taken its memory with it. */
    if (op->file->rank->ended && !op->staged)
        return;
    while (!op->error && dr_view_next(&walk, &extent)) {
        while (extent.length > 0 && !op->error) {
            uint64_t done =
                move_portion(op, extent.offset, op->done, extent.length);

            op->done += done;
            extent.offset += done;
            extent.length -= done;
            if (done == 0)
                return;
        }
    }
}

/* What lies beyond the end of the file is not read. */
static bool next_extent(void *self, struct dr_extent *extent)
{
    struct dr_io_op *op = self;

    do {
        if (!dr_view_next(&op->walk, extent))
            return false;
    } while (extent->offset >= op->limit && !op->view.rises);
    if (extent->offset >= op->limit)
        return false;
    if (extent->length > op->limit - extent->offset)
        extent->length = op->limit - extent->offset;
    return true;
}

void dr_io_stage(struct dr_io_op *op)
{
    if (!converts(op) || op->bytes == 0 || op->staged)
        return;
    if (converts_by_itself(op)) {
        op->staged = dr_schedule_scratch(op->schedule, op->bytes);
        return;
    }
    op->staged = dr_alloc(op->bytes);
    if (op->writes)
        dr_external_pack(op->span.type, op->span.buffer, op->span.count,
                         op->staged);
}

static void go_on(struct dr_timer *timer)
{
    struct dr_io_op *op = DR_CONTAINER(timer, struct dr_io_op, timer);

    if (!dr_storage_access(dr_io()->storage, &op->access, &timer->alarm))
        return;
    dr_io_stage(op);
    if (op->writes)
        dr_written_changes(op->file->common->written,
                           op->file->common->backing);
    move_data(op);
    if (op->writes)
        dr_written_changed(op->file->common->written,
                           op->file->common->backing);
    dr_written_over(op);
    dr_io_ends(&op->told, op->writes, op->done);
    dr_clash_over(op->file, op->conflict, op->done);
    dr_schedule_task_over(op->schedule);
}

void dr_io_task(void *argument)
{
    struct dr_io_op *op = argument;
    struct dr_part part = {&op->view, op->position, op->bytes};

    op->conflict =
        dr_clash_begin(op->file, op->writes, part, op->call, op->site);
    op->walk = (struct dr_view_walk){&op->view, op->position,
                                     op->position + op->bytes};
    if (!op->writes)
        dr_backing_size(op->file->common->backing, &op->limit);
    op->access = (struct dr_storage_access){
        .host = op->file->rank->host,
        .writes = op->writes,
        .on_disk = dr_file_on_disk(op->file),
        .first_server = op->file->common->first_server,
        .next = next_extent,
        .self = op};
    dr_io_begins(&op->told, op->file->rank, op->call, op->site);
    dr_timer_init(&op->timer, go_on);
    go_on(&op->timer);
}

static void explain_refusal(struct dr_io_op *op)
{
    struct dr_text why = DR_TEXT_EMPTY;

    dr_text_printf(&why,
                   "the function that converts from data representation \"%s\" "
                   "returned %d",
                   op->view.own->name, op->refused);
    op->request->why = why.data;
}

/* The rank learns that the operation is over: its data may change now. */
static void land(struct dr_request *request)
{
    struct dr_io_op *op = request->waits_in;

    dr_hold_end(request);
    op->refused = dr_datarep_convert(op->view.own, op->span, op->staged, false);
    if (!op->refused)
        return;
    request->result.error = MPI_ERR_CONVERSION;
    explain_refusal(op);
}

/* Whole elements only. */
static void leave_to_land(struct dr_io_op *op, uint64_t count)
{
    op->span.count = count;
    if (count == 0 || op->error)
        return;
    op->request->waits_in = op;
    op->request->land = land;
}

/* Native bytes of what was read; whole elements, where it was converted. */
static uint64_t unstage(struct dr_io_op *op)
{
    uint64_t size = dr_view_size_in(&op->view, op->span.type), count;

    if (!converts(op) || size == 0)
        return op->done;
    count = op->done / size;
    if (converts_by_itself(op)) {
        if (!op->writes)
            leave_to_land(op, count);
        return count * op->span.type->size;
    }
    if (!op->writes)
        dr_external_unpack(op->span.type, op->span.buffer, count, op->staged);
    free(op->staged);
    return count * op->span.type->size;
}

static void explain(struct dr_io_op *op)
{
    struct dr_text why = DR_TEXT_EMPTY;

    if (op->refused) {
        explain_refusal(op);
        return;
    }
    dr_text_printf(&why, "%llu of %llu byte%s of file \"%s\" %s %s: %s",
                   (unsigned long long)op->done, (unsigned long long)op->bytes,
                   dr_text_s(op->bytes), op->file->common->name,
                   op->done == 1 ? "was" : "were",
                   op->writes ? "written" : "read", strerror(op->error));
    op->request->why = why.data;
    op->request->lost = op->writes;
}

void dr_io_finish(void *argument)
{
    struct dr_io_op *op = argument;

    op->request->result.error = dr_fault_class(op->error);
    op->request->result.bytes = unstage(op);
    if (op->error)
        explain(op);
    else if (!op->writes)
        op->request->missed = op->bytes - op->done;
    dr_view_end(&op->view);
    dr_file_done(op->file);
}

/* The shared pointer was asked for: its answer is there. */
static void fetch(struct dr_io_ask *ask)
{
    struct dr_io_op *op = DR_CONTAINER(ask, struct dr_io_op, ask);

    op->position = op->file->common->shared_position;
    op->file->common->shared_position += op->bytes;
    dr_schedule_task_over(op->schedule);
}

static void ask_shared(void *argument)
{
    struct dr_io_op *op = argument;

    dr_io_ask(&op->ask, fetch, op->file->rank, op->call, op->site);
}

struct dr_request *dr_io_access(struct dr_io_op *op)
{
    if (op->where == DR_AT_SHARED) {
        dr_schedule_task(op->schedule, ask_shared, op);
        dr_schedule_end_round(op->schedule);
    }
    dr_schedule_task(op->schedule, dr_io_task, op);
    dr_schedule_end_round(op->schedule);
    dr_schedule_call(op->schedule, dr_io_finish, op);
    return dr_io_op_start(op);
}
