/*
 * test_comm.c - suite "core/comm".
 *
 * If this fails, look in sim/core/comm.c.
 */
#include "core/comm.h"

#include <CUnit/Basic.h>

#include "unit/ranks.h"

static void begin(void)
{
    ranks_begin(4);
}

static void end(void)
{
    ranks_end();
}

/* A communicator of ranks 3, 2, 1 as the running rank sees it. */
static struct dr_comm *backwards(int rank)
{
    struct dr_circle *circle = dr_circle_new(dr_group_range(3, 3, -1), 1);

    return dr_comm_new(circle, rank, dr_world->self->comm_world);
}

static void discard(struct dr_comm *comm)
{
    dr_handle_free(&dr_world->self->handles, (uintptr_t)comm->handle);
    dr_comm_release(comm);
}

static void predefined_handles_mean_the_running_rank(void)
{
    ranks_run(2);
    CU_ASSERT_PTR_EQUAL(dr_comm_get(MPI_COMM_WORLD), ranks[2].comm_world);
    CU_ASSERT_PTR_EQUAL(dr_comm_get(MPI_COMM_SELF), ranks[2].comm_self);
    CU_ASSERT_EQUAL(dr_comm_get(MPI_COMM_WORLD)->rank, 2);
    CU_ASSERT_EQUAL(dr_comm_get(MPI_COMM_WORLD)->size, 4);
    CU_ASSERT_EQUAL(dr_comm_get(MPI_COMM_SELF)->rank, 0);
    CU_ASSERT_EQUAL(dr_comm_get(MPI_COMM_SELF)->size, 1);
}

static void ranks_are_translated_to_those_of_the_world(void)
{
    struct dr_comm *comm = backwards(0);

    CU_ASSERT_EQUAL(dr_comm_world_rank(comm, 0), 3);
    CU_ASSERT_EQUAL(dr_comm_world_rank(comm, 2), 1);
    CU_ASSERT_EQUAL(dr_comm_world_rank(ranks[2].comm_self, 0), 2);
    discard(comm);
}

static void a_new_communicator_has_a_handle_of_the_running_rank_only(void)
{
    struct dr_comm *comm;

    ranks_run(3);
    comm = backwards(0);
    CU_ASSERT_PTR_EQUAL(dr_comm_get(comm->handle), comm);
    ranks_run(2);
    CU_ASSERT_PTR_NULL(dr_comm_get(comm->handle));
    ranks_run(3);
    discard(comm);
}

static void no_two_communicators_share_a_context(void)
{
    struct dr_comm *comm = backwards(0);
    uint32_t contexts[] = {ranks[0].comm_world->circle->context,
                           ranks[0].comm_self->circle->context,
                           ranks[1].comm_self->circle->context,
                           comm->circle->context};

    CU_ASSERT_EQUAL(ranks[0].comm_world->circle->context,
                    ranks[3].comm_world->circle->context);
    for (int i = 0; i < 4; i++) {
        /* The odd one above is for collectives. */
        CU_ASSERT_EQUAL(contexts[i] % 2, 0);
        for (int j = 0; j < i; j++)
            CU_ASSERT_NOT_EQUAL(contexts[i], contexts[j]);
    }
    discard(comm);
}

static void a_new_communicator_inherits_the_error_handler(void)
{
    struct dr_comm *parent = ranks[0].comm_world, *comm;

    CU_ASSERT_EQUAL(parent->errhandler->kind, DR_ERRORS_FATAL);
    parent->errhandler = dr_errhandler_get(MPI_ERRORS_RETURN);
    comm = backwards(0);
    CU_ASSERT_EQUAL(comm->errhandler->kind, DR_ERRORS_RETURN);
    discard(comm);
}

static void a_held_communicator_outlives_its_handle(void)
{
    struct dr_comm *comm = backwards(1);

    dr_comm_hold(comm);
    dr_handle_free(&dr_world->self->handles, (uintptr_t)comm->handle);
    dr_comm_release(comm);
    CU_ASSERT_EQUAL(comm->references, 1);
    CU_ASSERT_EQUAL(dr_comm_world_rank(comm, 1), 2);
    dr_comm_release(comm);
}


static CU_TestInfo tests[] = {
    {"predefined handles mean the running rank",
     predefined_handles_mean_the_running_rank},
    {"ranks are translated to those of the world",
     ranks_are_translated_to_those_of_the_world},
    {"a new communicator has a handle of the running rank only",
     a_new_communicator_has_a_handle_of_the_running_rank_only},
    {"no two communicators share a context",
     no_two_communicators_share_a_context},
    {"a new communicator inherits the error handler",
     a_new_communicator_inherits_the_error_handler},
    {"a held communicator outlives its handle",
     a_held_communicator_outlives_its_handle},
    CU_TEST_INFO_NULL,
};

static CU_SuiteInfo suites[] = {
    {"core/comm", NULL, NULL, begin, end, tests},
    CU_SUITE_INFO_NULL,
};

#include "unit/main.h"
