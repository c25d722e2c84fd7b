/*
 * branch.c - one process of an exploration: the simulation, forking.
 */
#include "explore/branch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/call_text.h"

/* What a forked simulation writes to for itself, at least: megabytes. */
static const long megabytes_each = 8;

struct dr_branch *dr_branch_begin(struct dr_shared *shared, int socket)
{
    struct dr_branch *branch = dr_zalloc(1, sizeof *branch);

    branch->shared = shared;
    branch->socket = socket;
    branch->weight = 1;
    branch->root = true;
    return branch;
}

static void give_job_back(struct dr_branch *branch)
{
    if (branch->holds_job)
        sem_post(&branch->shared->idle);
    branch->holds_job = false;
}

/* A child that did not end by itself took unknown schedules with it. */
static void note_end_of_child(struct dr_branch *branch, int status)
{
    if (!WIFSIGNALED(status))
        return;
    atomic_fetch_add(&branch->shared->lost, 1);
    atomic_fetch_sub(&branch->shared->processes, 1);
}

static void wait_for_children(struct dr_branch *branch)
{
    int status;

    for (;;) {
        pid_t child = waitpid(-1, &status, 0);

        if (child > 0)
            note_end_of_child(branch, status);
        else if (errno != EINTR)
            return;
    }
}

_Noreturn static void leave(struct dr_branch *branch)
{
    /* Who waits does not run: let another branch have the processor. */
    atomic_fetch_add(&branch->shared->explored,
                     (long long)(branch->weight * (double)DR_WHOLE_TREE));
    give_job_back(branch);
    wait_for_children(branch);
    atomic_fetch_sub(&branch->shared->processes, 1);
    _exit(0);
}

_Noreturn void dr_branch_end(struct dr_branch *branch, const char *record,
                             size_t length)
{
    atomic_fetch_add(&branch->shared->schedules, 1);
    if (send(branch->socket, record, length, 0) < 0)
        atomic_fetch_add(&branch->shared->lost, 1);
    leave(branch);
}

static bool asleep(const struct dr_branch *branch, const struct dr_move *move)
{
    for (int i = 0; i < branch->nsleeping; i++) {
        if (dr_move_equal(&branch->sleeping[i], move))
            return true;
    }
    return false;
}

/* Make `move` next: what is independent of it sleeps on, and the siblings
 * that other branches make go to sleep. */
static void go(struct dr_branch *branch, const struct dr_move *moves,
               const int *awake, int chosen)
{
    const struct dr_move *move = &moves[awake[chosen]];
    int kept = 0;

    branch->sleeping =
        dr_realloc(branch->sleeping, (size_t)(branch->nsleeping + chosen + 1) *
                                         sizeof *branch->sleeping);
    for (int i = 0; i < branch->nsleeping; i++) {
        if (dr_move_independent(&branch->sleeping[i], move))
            branch->sleeping[kept++] = branch->sleeping[i];
    }
    for (int i = 0; i < chosen; i++) {
        if (dr_move_independent(&moves[awake[i]], move))
            branch->sleeping[kept++] = moves[awake[i]];
    }
    branch->nsleeping = kept;
}

static void note_choice(struct dr_branch *branch, const struct dr_move *move,
                        int alternatives)
{
    struct dr_text place = DR_TEXT_EMPTY, line = DR_TEXT_EMPTY;
    int deepest = atomic_load(&branch->shared->deepest);

    dr_call_place_text(&place, move->site);
    dr_choice_text(&line, move, dr_text_string(&place), alternatives);
    dr_choices_add(&branch->choices, dr_text_string(&line));
    dr_text_end(&place);
    dr_text_end(&line);
    while (branch->choices.count > deepest &&
           !atomic_compare_exchange_weak(&branch->shared->deepest, &deepest,
                                         branch->choices.count))
        ;
}

/* All moves of the receive or probe that `move` decides: if they are of
 * several senders, it is a race. */
static void note_race(struct dr_branch *branch, const struct dr_move *moves,
                      int count, const struct dr_move *move)
{
    struct dr_text line = DR_TEXT_EMPTY;
    int senders = 0;

    if (move->kind != DR_MOVE_TAKE && move->kind != DR_MOVE_SEE)
        return;
    dr_text_printf(&line, "rank %d, %s at ", move->rank, move->call);
    dr_call_place_text(&line, move->site);
    dr_text_printf(&line, "|");
    for (int i = 0; i < count; i++) {
        if (moves[i].rank != move->rank || moves[i].kind != move->kind ||
            moves[i].what != move->what)
            continue;
        dr_text_printf(&line, " %d", moves[i].source);
        senders++;
    }
    if (senders > 1)
        dr_choices_add(&branch->races, dr_text_string(&line));
    dr_text_end(&line);
}

/* The bounds that are reached now. */
static int reached(const struct dr_branch *branch)
{
    const struct dr_bounds *bounds = &branch->shared->bounds;
    struct dr_shared *shared = branch->shared;
    int bits = 0;

    if (atomic_load(&shared->stop))
        bits |= DR_BOUND_INTERRUPT;
    if (atomic_load(&shared->schedules) >= bounds->schedules)
        bits |= DR_BOUND_COUNT;
    if (bounds->seconds > 0 && dr_shared_elapsed(shared) > bounds->seconds)
        bits |= DR_BOUND_TIME;
    return bits;
}

/* The bounds that forbid to branch here, though not to go on. */
static int too_wide(const struct dr_branch *branch)
{
    const struct dr_bounds *bounds = &branch->shared->bounds;
    long megabytes = atomic_load(&branch->shared->processes) * megabytes_each;
    int bits = 0;

    if (branch->choices.count >= bounds->depth)
        bits |= DR_BOUND_DEPTH;
    if (megabytes > bounds->megabytes)
        bits |= DR_BOUND_MEMORY;
    return bits;
}

/* In the child: true.  In the parent: false, after the child's end unless a
 * job was idle for it. */
static bool fork_branch(struct dr_branch *branch)
{
    bool parallel = sem_trywait(&branch->shared->idle) == 0;
    pid_t child;
    int status;

    atomic_fetch_add(&branch->shared->processes, 1);
    child = fork();
    if (child == 0) {
        branch->holds_job = parallel;
        branch->root = false;
        return true;
    }
    if (child < 0) {
        atomic_fetch_sub(&branch->shared->processes, 1);
        atomic_fetch_or(&branch->shared->bounded, DR_BOUND_MEMORY);
        if (parallel)
            sem_post(&branch->shared->idle);
        return false;
    }
    while (!parallel && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (!parallel)
        note_end_of_child(branch, status);
    return false;
}

/* One process per awake move; the last is this one. */
static int spread(struct dr_branch *branch, int count)
{
    int narrow = count > 1 ? too_wide(branch) : 0;
    int stop;

    if (narrow) {
        atomic_fetch_or(&branch->shared->bounded, narrow);
        return 0;
    }
    for (int i = 0; i + 1 < count; i++) {
        if (fork_branch(branch))
            return i;
        stop = reached(branch);
        if (stop) {
            atomic_fetch_or(&branch->shared->bounded, stop);
            leave(branch);
        }
    }
    return count - 1;
}

int dr_branch_choose(void *self, const struct dr_move *moves, int count)
{
    struct dr_branch *branch = self;
    int *awake = dr_alloc((size_t)count * sizeof *awake);
    int nawake = 0, chosen, index;

    for (int i = 0; i < count; i++) {
        if (!asleep(branch, &moves[i]))
            awake[nawake++] = i;
    }
    if (nawake == 0) {
        atomic_fetch_add(&branch->shared->pruned, 1);
        leave(branch);
    }
    chosen = spread(branch, nawake);
    branch->weight /= nawake;
    index = awake[chosen];
    if (count > 1) {
        note_choice(branch, &moves[index], count);
        note_race(branch, moves, count, &moves[index]);
    }
    go(branch, moves, awake, chosen);
    free(awake);
    return index;
}
