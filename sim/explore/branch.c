/*
 * branch.c - one process of an exploration: the simulation, forking.
 */
#include "explore/branch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "core/call_text.h"
#include "explore/post.h"
#include "p2p/engine.h"

enum {
    /* Of page tables and in the kernel, for each process. */
    PAGES_EACH = 128,
    /* Beyond the depth where it may branch, a schedule goes on this many
     * times as far, so that long programs show their end; but once so many
     * have been given up there, others are not tried. */
    BEYOND = 10,
    CUT_MOST = 10,
    /* Moves without alternatives count as well, at last. */
    FORCED = 1000
};

/* Pages are the process's own once it has written to them, which is a fault:
 * a child is born with none. */
static long count_pages(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt + PAGES_EACH;
}

static void note_pages(struct dr_branch *branch)
{
    long pages = count_pages();

    atomic_fetch_add(&branch->shared->pages, pages - branch->pages);
    branch->pages = pages;
}

struct dr_branch *dr_branch_begin(struct dr_shared *shared, int socket)
{
    struct dr_branch *branch = dr_zalloc(1, sizeof *branch);

    branch->shared = shared;
    branch->socket = socket;
    branch->weight = 1;
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
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        atomic_fetch_add(&branch->shared->lost, 1);
}

/* A child, or -1 for any; false if there is none. */
static bool wait_for(struct dr_branch *branch, pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return false;
    }
    note_end_of_child(branch, status);
    return true;
}

/* The bounds that are reached now. */
static int reached(const struct dr_branch *branch)
{
    const struct dr_bounds *bounds = &branch->shared->bounds;
    struct dr_shared *shared = branch->shared;
    long tried = atomic_load(&shared->schedules) + atomic_load(&shared->cut);
    int bits = atomic_load(&shared->stop);

    if (dr_post_deaf(branch->socket))
        bits |= DR_BOUND_INTERRUPT;
    if (tried >= bounds->schedules)
        bits |= DR_BOUND_COUNT;
    if (bounds->seconds > 0 && dr_shared_elapsed(shared) > bounds->seconds)
        bits |= DR_BOUND_TIME;
    return bits;
}

/* The latest snapshots first, and one after the other on the job of this
 * process, which has come to its end; beside it while jobs are idle. */
static void go_on_with_snapshots(struct dr_branch *branch)
{
    while (branch->snapshots.count > 0) {
        bool parallel = sem_trywait(&branch->shared->idle) == 0;
        pid_t child = dr_snapshot_wake(&branch->snapshots, parallel);

        /* At the end of all each only says that it was cut. */
        if (!parallel && !reached(branch))
            wait_for(branch, child);
    }
}

_Noreturn static void leave(struct dr_branch *branch)
{
    atomic_fetch_add(&branch->shared->explored,
                     (long long)(branch->weight * (double)DR_WHOLE_TREE));
    go_on_with_snapshots(branch);
    /* Who waits does not run: let another branch have the processor. */
    give_job_back(branch);
    while (wait_for(branch, -1))
        ;
    atomic_fetch_sub(&branch->shared->pages, branch->pages);
    _exit(0);
}

_Noreturn static void cut(struct dr_branch *branch, int bounds)
{
    atomic_fetch_add(&branch->shared->cut, 1);
    atomic_fetch_or(&branch->shared->bounded, bounds);
    leave(branch);
}

static bool asleep(const struct dr_branch *branch, const struct dr_move *move)
{
    for (int i = 0; i < branch->nsleeping && !branch->shared->bounds.no_pruning;
         i++) {
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
    int deepest = atomic_load(&branch->shared->deepest);

    if (branch->nchosen == branch->chosen_room) {
        branch->chosen_room =
            branch->chosen_room ? 2 * branch->chosen_room : 64;
        branch->chosen =
            dr_realloc(branch->chosen,
                       (size_t)branch->chosen_room * sizeof *branch->chosen);
    }
    branch->chosen[branch->nchosen++] = (struct dr_chosen){*move, alternatives};
    while (branch->nchosen > deepest &&
           !atomic_compare_exchange_weak(&branch->shared->deepest, &deepest,
                                         branch->nchosen))
        ;
}

static void note_reach(struct dr_branch *branch, const struct dr_move *move)
{
    for (int i = 0; i < branch->nreach; i++) {
        const struct dr_reach *reach = &branch->reach[i];

        if (reach->rank == move->rank && reach->sender == move->sender &&
            reach->site == move->site)
            return;
    }
    if (branch->nreach == branch->reach_room) {
        branch->reach_room = branch->reach_room ? 2 * branch->reach_room : 16;
        branch->reach = dr_realloc(branch->reach, (size_t)branch->reach_room *
                                                      sizeof *branch->reach);
    }
    branch->reach[branch->nreach++] =
        (struct dr_reach){move->rank, move->sender, move->call, move->site};
}

static bool same_question(const struct dr_move *a, const struct dr_move *b)
{
    return a->rank == b->rank && a->kind == b->kind && a->what == b->what;
}

/* All moves of the receive or probe that `move` decides: if they are of
 * several senders, it is a race. */
static void note_race(struct dr_branch *branch, const struct dr_move *moves,
                      int count, const struct dr_move *move)
{
    int senders = 0;

    if (move->kind != DR_MOVE_TAKE && move->kind != DR_MOVE_SEE)
        return;
    for (int i = 0; i < count; i++)
        senders += same_question(&moves[i], move);
    for (int i = 0; i < count && senders > 1; i++) {
        if (same_question(&moves[i], move))
            note_reach(branch, &moves[i]);
    }
}

/* The bounds that forbid to branch here, though not to go on. */
static int too_wide(struct dr_branch *branch)
{
    const struct dr_bounds *bounds = &branch->shared->bounds;
    long page = sysconf(_SC_PAGESIZE);
    long megabytes;
    int bits = 0;

    note_pages(branch);
    megabytes = atomic_load(&branch->shared->pages) / ((1 << 20) / page);

    if (branch->nchosen >= bounds->depth)
        bits |= DR_BOUND_DEPTH;
    if (megabytes > bounds->megabytes)
        bits |= DR_BOUND_MEMORY;
    return bits;
}

/* Does the schedule come to no end? */
static bool endless(const struct dr_branch *branch)
{
    long depth = branch->shared->bounds.depth;
    long beyond = branch->nchosen - depth;

    if (beyond > 0 && atomic_load(&branch->shared->cut) >= CUT_MOST)
        return true;
    return beyond > BEYOND * depth || branch->moves > FORCED * depth;
}

/* One process per awake move: this one makes the first, and a snapshot waits
 * for the others, unless a job is idle. */
static int spread(struct dr_branch *branch, int count)
{
    int narrow = count > 1 ? too_wide(branch) : 0;

    if (narrow) {
        atomic_fetch_or(&branch->shared->bounded, narrow);
        return 0;
    }
    for (int i = 0; i + 1 < count; i++) {
        bool parallel = sem_trywait(&branch->shared->idle) == 0;
        enum dr_snapshot it = dr_snapshot_take(&branch->snapshots, parallel);

        if (it == DR_SNAPSHOT_TAKEN)
            return i;
        if (it == DR_SNAPSHOT_NONE) {
            atomic_fetch_or(&branch->shared->bounded, DR_BOUND_MEMORY);
            if (parallel)
                sem_post(&branch->shared->idle);
            return i;
        }
        branch->holds_job = it == DR_SNAPSHOT_WITH_JOB;
        branch->pages = 0;
        if (reached(branch))
            cut(branch, reached(branch));
    }
    return count - 1;
}

int dr_branch_choose(void *self, const struct dr_move *moves, int count)
{
    struct dr_branch *branch = self;
    int *awake = dr_alloc((size_t)count * sizeof *awake);
    int nawake = 0, chosen, index;

    for (int i = 0; i < count; i++) {
        if (moves[i].left_out & DR_LEFT_SETS)
            atomic_fetch_or(&branch->shared->bounded, DR_BOUND_SETS);
        if (moves[i].left_out & DR_LEFT_REFUSALS)
            atomic_store(&branch->shared->impatient, 1);
        if (!asleep(branch, &moves[i]))
            awake[nawake++] = i;
    }
    if (nawake == 0) {
        atomic_fetch_add(&branch->shared->pruned, 1);
        leave(branch);
    }
    if (branch->moves++ % FORCED == FORCED - 1 && reached(branch))
        cut(branch, reached(branch));
    if (endless(branch))
        cut(branch, DR_BOUND_DEPTH);
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

/* In words, for which there is time only at the end. */
static void tell_choices(const struct dr_branch *branch,
                         struct dr_choices *choices)
{
    struct dr_text place = DR_TEXT_EMPTY, line = DR_TEXT_EMPTY;

    for (int i = 0; i < branch->nchosen; i++) {
        const struct dr_chosen *chosen = &branch->chosen[i];

        dr_text_clear(&place);
        dr_text_clear(&line);
        dr_call_place_text(&place, chosen->move.site);
        dr_choice_text(&line, &chosen->move, dr_text_string(&place),
                       chosen->alternatives);
        dr_choices_add(choices, dr_text_string(&line));
    }
    dr_text_end(&place);
    dr_text_end(&line);
}

/* A line for each: what it is, a bar, a source. */
static void tell_races(const struct dr_branch *branch, struct dr_choices *races)
{
    struct dr_text line = DR_TEXT_EMPTY;

    for (int i = 0; i < branch->nreach; i++) {
        const struct dr_reach *reach = &branch->reach[i];

        dr_text_clear(&line);
        dr_text_printf(&line, "rank %d, %s at ", reach->rank, reach->call);
        dr_call_place_text(&line, reach->site);
        dr_text_printf(&line, "| %d", reach->sender);
        dr_choices_add(races, dr_text_string(&line));
    }
    dr_text_end(&line);
}

_Noreturn void dr_branch_end(struct dr_branch *branch, struct dr_record *record)
{
    int left_out = dr_world->engine->left_out;
    struct dr_shared *shared = branch->shared;
    struct dr_text bytes = DR_TEXT_EMPTY;

    if (atomic_fetch_add(&shared->schedules, 1) >= shared->bounds.schedules) {
        atomic_fetch_sub(&shared->schedules, 1);
        cut(branch, DR_BOUND_COUNT);
    }
    if (left_out & DR_LEFT_TURNS)
        atomic_fetch_or(&shared->bounded, DR_BOUND_TURNS);
    if (left_out & DR_LEFT_UPDATES)
        atomic_fetch_or(&shared->bounded, DR_BOUND_UPDATES);
    tell_choices(branch, &record->choices);
    tell_races(branch, &record->races);
    dr_record_encode(&bytes, record);
    if (dr_post_send(branch->socket, bytes.data, bytes.length))
        atomic_fetch_add(&shared->lost, 1);
    leave(branch);
}
