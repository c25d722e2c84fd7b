/*
 * control.c - what is done with a file besides reading and writing.
 */
#include "io/control.h"

#include "coll/select.h"
#include "io/backing.h"
#include "io/clash.h"
#include "io/fault.h"
#include "io/io.h"
#include "io/written.h"
#include "p2p/schedule.h"

/* The answer that travels to all: an errno. */
enum {
    ANSWER_BYTES = 8
};

struct question {
    struct dr_io_answer answer; /* first */
    int64_t word;               /* what travels */
    struct dr_common *common;
    dr_io_act *act;
    uint64_t argument;
    struct dr_schedule *schedule;
    struct dr_request *request;
    struct dr_io_ask ask;
};

const struct dr_io_answer *dr_io_answer(const struct dr_request *request)
{
    return request->buffer;
}

/* The file system answers. */
static void answered(struct dr_io_ask *ask)
{
    struct question *question = DR_CONTAINER(ask, struct question, ask);

    question->word = question->act(question->common, question->argument);
    dr_schedule_task_over(question->schedule);
}

static void ask(void *argument)
{
    struct question *question = argument;

    dr_io_ask(&question->ask, answered, question->request->owner,
              question->request->call, question->request->site);
}

static void finish(void *argument)
{
    struct question *question = argument;

    question->answer.error = (int)question->word;
    question->request->result.error = dr_fault_class(question->answer.error);
}

static struct question *new_question(struct dr_schedule *schedule,
                                     dr_io_act *act, uint64_t argument)
{
    struct question *question = dr_schedule_scratch(schedule, sizeof *question);

    *question = (struct question){
        .act = act, .argument = argument, .schedule = schedule};
    return question;
}

static struct dr_request *start(struct question *question)
{
    struct dr_request *request;

    dr_schedule_end_round(question->schedule);
    dr_schedule_call(question->schedule, finish, question);
    request = dr_schedule_keep(question->schedule);
    question->request = request;
    request->buffer = question;
    request->call = dr_world->self->call->name;
    request->site = dr_world->self->call->site;
    dr_schedule_run(request);
    return request;
}

/* The first member's errno reaches all. */
static void spread(struct question *question, struct dr_comm *comm)
{
    struct dr_coll coll = {.comm = comm};

    coll.recv.type = dr_datatype_get(MPI_BYTE);
    coll.recv.count = ANSWER_BYTES;
    coll.recv.buffer = &question->word;
    dr_schedule_end_round(question->schedule);
    dr_coll_build(question->schedule, DR_COLL_BCAST, &coll);
}

static struct dr_request *once_for_all(struct question *question,
                                       struct dr_comm *comm)
{
    dr_coll_add_barrier(question->schedule, comm);
    dr_schedule_end_round(question->schedule);
    if (comm->rank == 0)
        dr_schedule_task(question->schedule, ask, question);
    spread(question, comm);
    return start(question);
}

static int open_it(struct dr_common *common, uint64_t argument)
{
    (void)argument;
    return dr_common_open(common);
}

struct dr_request *dr_io_open(struct dr_comm *comm, const char *name, int amode,
                              struct dr_common **common)
{
    struct dr_schedule *schedule = dr_schedule_new(comm);
    struct question *question = new_question(schedule, open_it, 0);
    uint32_t number;

    dr_schedule_number(schedule, &number);
    *common = dr_common_join(comm, number, name, amode);
    question->common = *common;
    question->answer.parted =
        (*common)->amode != amode || !dr_backing_same((*common)->name, name);
    (*common)->parted = (*common)->parted || question->answer.parted;
    question->answer.first = (*common)->first;
    return once_for_all(question, comm);
}

/* Compare with what the first member gave to this collective. */
static void compare(struct question *question, struct dr_common *common)
{
    const struct dr_call *call = dr_world->self->call;
    struct dr_given *given = &common->given;
    uint32_t number;

    dr_schedule_number(question->schedule, &number);
    if (!given->by.call || given->number != number) {
        *given =
            (struct dr_given){number,
                              question->argument,
                              {dr_world->self->id, call->name, call->site}};
    }
    question->answer.parted = given->argument != question->argument;
    question->answer.first = given->by;
    question->answer.argument = given->argument;
}

struct dr_request *dr_io_together(struct dr_file *file, dr_io_act *act,
                                  uint64_t argument)
{
    struct dr_schedule *schedule = dr_schedule_new(file->comm);
    struct question *question = new_question(schedule, act, argument);

    question->common = file->common;
    compare(question, file->common);
    return once_for_all(question, file->comm);
}

struct dr_request *dr_io_each(struct dr_file *file, dr_io_act *act,
                              uint64_t argument)
{
    struct dr_schedule *schedule = dr_schedule_new(file->comm);
    struct question *question = new_question(schedule, act, argument);

    question->common = file->common;
    dr_schedule_task(schedule, ask, question);
    dr_schedule_end_round(schedule);
    dr_coll_add_barrier(schedule, file->comm);
    return start(question);
}

struct dr_request *dr_io_alone(struct dr_file *file, dr_io_act *act,
                               uint64_t argument)
{
    struct dr_schedule *schedule = dr_schedule_new_partial(file->comm, 0);
    struct question *question = new_question(schedule, act, argument);

    question->common = file->common;
    dr_schedule_task(schedule, ask, question);
    return start(question);
}

int dr_io_nothing(struct dr_common *common, uint64_t argument)
{
    (void)common;
    (void)argument;
    return 0;
}

int dr_io_close(struct dr_common *common, uint64_t argument)
{
    (void)argument;
    return dr_common_close(common);
}

int dr_io_set_size(struct dr_common *common, uint64_t argument)
{
    int error;

    dr_clash_cut(common->conflicts, argument);
    dr_written_changes(common->written, common->backing);
    error = dr_backing_set_size(common->backing, argument);
    dr_written_changed(common->written, common->backing);
    if (!error)
        dr_written_cut(common->written, argument);
    return error;
}

int dr_io_preallocate(struct dr_common *common, uint64_t argument)
{
    int error;

    dr_written_changes(common->written, common->backing);
    error = dr_backing_allocate(common->backing, argument);
    dr_written_changed(common->written, common->backing);
    return error;
}

int dr_io_set_atomicity(struct dr_common *common, uint64_t argument)
{
    common->atomic = argument;
    return 0;
}

/* A new view: the shared pointer is at its beginning. */
int dr_io_rewind(struct dr_common *common, uint64_t argument)
{
    (void)argument;
    common->shared_position = 0;
    common->datarep = NULL;
    dr_common_forget_shared(common);
    return 0;
}

int dr_io_seek_shared(struct dr_common *common, uint64_t argument)
{
    common->shared_position = argument;
    return 0;
}

int dr_io_sync(struct dr_common *common, uint64_t argument)
{
    (void)argument;
    return dr_backing_sync(common->backing);
}
