/*
 * async_tasks - a farm of tasks and a broadcast, both out of continuations.
 *
 * Nobody waits for a particular message: what happens when one is there hangs
 * on its receive, and every rank waits once, for the whole.
 *
 *   farm        rank 0 hands out tasks, descriptions of any shape, one by one
 *               to whoever is free; a result starts the next task
 *   broadcast   a binomial tree of nonblocking messages, where the arrival
 *               starts the sends
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    TASK = 1,
    RESULT,
    NEWS,
    TASKS = 12
};

static const MPI_Comm comm = MPI_COMM_WORLD;
static int rank, size;

/* The farm, at rank 0. */
static struct {
    int handed_out, done;
    long long sum;
} farm;

/* One worker's lane: what it was sent, and what comes back. */
struct lane {
    int worker;
    DR_Object *result;
};

static DR_Object *describe(int number)
{
    DR_Object *task = DR_Object_map(), *args = DR_Object_array();

    for (int i = 0; i <= number % 3; i++)
        DR_Object_append(args, DR_Object_integer(number + i));
    DR_Object_set(task, "name", DR_Object_string("sum"));
    DR_Object_set(task, "args", args);
    return task;
}

/* A worker is free: the next task, or nil, which ends it. */
static void hand_out(int worker)
{
    DR_Object *task =
        farm.handed_out < TASKS ? describe(farm.handed_out++) : NULL;
    MPI_Request sent;

    DR_Isend_object(task, worker, TASK, comm, &sent);
    MPI_Request_free(&sent);
    DR_Object_free(task);
}

/* A result is there: count it, let the worker go on, wait for its next one.
 * Nil is a worker's goodbye. */
static int take_result(MPI_Status statuses[], void *data, MPI_Request *next)
{
    struct lane *lane = data;

    (void)statuses;
    if (DR_Object_kind(lane->result) == DR_OBJECT_NIL)
        return MPI_SUCCESS;
    farm.sum += DR_Object_to_integer(lane->result);
    farm.done++;
    DR_Object_free(lane->result);
    hand_out(lane->worker);
    DR_Irecv_object(&lane->result, lane->worker, RESULT, comm, next);
    return DR_Then(next, take_result, lane);
}

static void run_farm(void)
{
    struct lane *lanes = calloc((size_t)size, sizeof *lanes);
    MPI_Request *running = malloc((size_t)size * sizeof *running);

    for (int i = 1; i < size; i++) {
        lanes[i].worker = i;
        hand_out(i);
        DR_Irecv_object(&lanes[i].result, i, RESULT, comm, &running[i]);
        DR_Then(&running[i], take_result, &lanes[i]);
    }
    MPI_Waitall(size - 1, running + 1, MPI_STATUSES_IGNORE);
    for (int i = 1; i < size; i++)
        DR_Object_free(lanes[i].result);
    free(running);
    free(lanes);
}

/* Do tasks until there is none: a unit of work for each argument. */
static void run_worker(void)
{
    DR_Object *task = NULL, *result;

    for (;;) {
        const DR_Object *args;
        long long sum = 0;

        DR_Recv_object(&task, 0, TASK, comm, MPI_STATUS_IGNORE);
        if (DR_Object_kind(task) == DR_OBJECT_NIL)
            break;
        args = DR_Object_get(task, "args");
        for (size_t i = 0; i < DR_Object_size(args); i++)
            sum += DR_Object_to_integer(DR_Object_at(args, i));
        DR_Compute(1e-5 * (double)DR_Object_size(args));
        result = DR_Object_integer(sum);
        DR_Send_object(result, 0, RESULT, comm);
        DR_Object_free(result);
        DR_Object_free(task);
    }
    DR_Object_free(task);
    DR_Send_object(NULL, 0, RESULT, comm);
}

static int all_sent(MPI_Status statuses[], void *data, MPI_Request *next)
{
    (void)statuses;
    (void)data;
    (void)next;
    return MPI_SUCCESS;
}

/* The lowest set bit of a rank is how many ranks its subtree may have. */
static int reach(void)
{
    int reach = 1;

    while (rank & reach ? 0 : reach < size)
        reach *= 2;
    return reach;
}

/* The news is here: send it to the subtrees below; over when all are sent. */
static int forward(MPI_Status statuses[], void *data, MPI_Request *next)
{
    DR_Object **news = data;
    MPI_Request sent[32];
    int count = 0;

    (void)statuses;
    for (int step = reach() / 2; step > 0; step /= 2) {
        if (rank + step < size)
            DR_Isend_object(*news, rank + step, NEWS, comm, &sent[count++]);
    }
    return DR_Then_all(count, sent, all_sent, NULL, next);
}

/* Begin to broadcast from rank 0; the request is over when this rank has the
 * news and has sent it on. */
static void broadcast(DR_Object **news, MPI_Request *request)
{
    *request = MPI_REQUEST_NULL;
    if (rank > 0)
        DR_Irecv_object(news, rank - reach(), NEWS, comm, request);
    DR_Then(request, forward, news);
}

int main(int argc, char **argv)
{
    DR_Object *news = NULL;
    MPI_Request request;
    double start;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    MPI_Barrier(comm);
    start = MPI_Wtime();
    if (rank == 0)
        run_farm();
    else
        run_worker();
    if (rank == 0) {
        printf("%d of %d tasks done, the sum is %lld: %.3f us\n", farm.done,
               TASKS, farm.sum, 1e6 * (MPI_Wtime() - start));
        news = DR_Object_map();
        DR_Object_set(news, "sum", DR_Object_integer(farm.sum));
        DR_Object_set(news, "done", DR_Object_bool(farm.done == TASKS));
    }

    MPI_Barrier(comm);
    start = MPI_Wtime();
    broadcast(&news, &request);
    MPI_Wait(&request, MPI_STATUS_IGNORE);
    if (rank == size - 1) {
        char text[64];

        DR_Object_text(news, text, sizeof text);
        printf("rank %d hears %s: %.3f us\n", rank, text,
               1e6 * (MPI_Wtime() - start));
    }
    DR_Object_free(news);
    MPI_Finalize();
    return 0;
}
