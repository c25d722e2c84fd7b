/*
 * detect.c - finds deadlocks when they close, not when the run ends.
 *
 * Order: nodes of ranks come first in the graph, by rank; then groups and
 * schedules as they are met.
 */
#include "p2p/detect.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "p2p/andor.h"
#include "p2p/message.h"
#include "p2p/need.h"
#include "p2p/schedule.h"

/*
 * A test may cost as many steps as a quarter of the alarms that rang since
 * the last one; a step is some thirty instructions, an alarm a thousand and
 * more.  Walks may take one step per eight alarms beyond their first step.
 */
enum {
    ALARMS_PER_STEP = 4,
    ALARMS_LEAST = 256,
    WALK_MOST = 16,
    REQUESTS_MOST = 8, /* that a walk looks at in one wait */
    ALARMS_PER_WALK_STEP = 8,
    PUT_OFF_MOST = 4
};

struct dr_detect {
    struct dr_andor graph;
    struct dr_table nodes; /* of groups and schedules, plus 1 */
    struct dr_schedule **found;
    int nfound, found_room;
    uint64_t looks;      /* at operations, while the graph was made */
    bool *stuck;         /* by rank */
    double time_s;       /* when the first deadlock closed */
    bool closed;         /* there is one */
    int put_off;         /* the end, how often */
    uint64_t walk_from;  /* alarms: a walk that erred is not believed before */
    uint64_t walked;     /* steps so far */
    struct dr_alarm due; /* a walk said so: test at the end of this moment */
};

struct dr_detect *dr_detect_begin(int nranks)
{
    struct dr_detect *detect = dr_zalloc(1, sizeof *detect);

    detect->stuck = dr_zalloc((size_t)nranks, sizeof *detect->stuck);
    return detect;
}

void dr_detect_rest(struct dr_world *world)
{
    world->engine->detect->walk_from = UINT64_MAX;
    world->engine->test_at = UINT64_MAX;
}

static struct dr_detect *self(void)
{
    return dr_world->engine->detect;
}

bool dr_detect_stuck(int rank)
{
    return self()->stuck[rank];
}

double dr_detect_time_s(void)
{
    return self()->time_s;
}


/* Keys of groups and schedules in the table. */
enum {
    KEY_GROUP,
    KEY_SCHEDULE
};

static int known(const struct dr_detect *detect, const void *what, int key)
{
    uintptr_t node =
        (uintptr_t)dr_table_get(&detect->nodes, (uintptr_t)what, (uint64_t)key);

    return (int)node - 1;
}

static void learn(struct dr_detect *detect, const void *what, int key, int node)
{
    dr_table_put(&detect->nodes, (uintptr_t)what, (uint64_t)key,
                 (void *)((uintptr_t)node + 1));
}

/* Free once any member is; so each group's members are listed once. */
static int group_node(struct dr_detect *detect, const struct dr_group *group)
{
    int node = known(detect, group, KEY_GROUP);

    if (node >= 0)
        return node;
    node = dr_andor_any(&detect->graph);
    learn(detect, group, KEY_GROUP, node);
    for (int i = 0; i < dr_group_size(group); i++)
        dr_andor_edge(&detect->graph, node, dr_group_world_rank(group, i));
    return node;
}

/* Its edges come later: schedules lead to schedules, and stacks are small. */
static int schedule_node(struct dr_detect *detect, struct dr_schedule *schedule)
{
    int node = known(detect, schedule, KEY_SCHEDULE);

    if (node >= 0)
        return node;
    node = dr_andor_all(&detect->graph);
    learn(detect, schedule, KEY_SCHEDULE, node);
    if (detect->nfound == detect->found_room) {
        detect->found_room = detect->found_room ? 2 * detect->found_room : 64;
        detect->found = dr_realloc(detect->found, (size_t)detect->found_room *
                                                      sizeof *detect->found);
    }
    detect->found[detect->nfound++] = schedule;
    return node;
}

/* The node that `need` waits for; -1: none, it is under way. */
static int node_of(struct dr_detect *detect, struct dr_need need)
{
    detect->looks++;
    switch (need.kind) {
    case DR_NEED_RANK:
        return need.rank->id;
    case DR_NEED_MEMBER:
        return group_node(detect, need.group);
    case DR_NEED_SCHEDULE:
        return schedule_node(detect, need.schedule);
    case DR_NEED_NOTHING:
        break;
    }
    return -1;
}

struct adding {
    struct dr_detect *detect;
    int node;
};

static void add_held(void *self_, const struct dr_message *held)
{
    struct adding *adding = self_;

    dr_andor_edge(&adding->detect->graph, adding->node, held->channel->to->id);
}

static void add_step(void *self_, const struct dr_request *step)
{
    struct adding *adding = self_;
    int on = node_of(adding->detect, dr_need_of(step, false));

    if (on >= 0)
        dr_andor_edge(&adding->detect->graph, adding->node, on);
}

static void add_wait(struct dr_detect *detect, const struct dr_rank *rank)
{
    const struct dr_wait *wait = rank->port->wait;
    struct adding adding = {detect, rank->id};

    if (wait->kind == DR_WAIT_BUFFER || wait->kind == DR_WAIT_DETACHED)
        dr_need_of_held(rank->port, add_held, &adding);
    for (int i = 0; i < wait->count; i++) {
        int on = node_of(
            detect, dr_need_of(wait->requests[i], wait->kind == DR_WAIT_PROBE));

        if (on >= 0)
            dr_andor_edge(&detect->graph, rank->id, on);
        else if (dr_need_any(wait))
            dr_andor_free(&detect->graph, rank->id);
    }
}

static void build(struct dr_detect *detect)
{
    const struct dr_world *world = dr_world;

    dr_andor_clear(&detect->graph);
    dr_table_end(&detect->nodes);
    detect->nfound = 0;
    detect->looks = 0;
    for (int i = 0; i < world->nranks; i++) {
        const struct dr_rank *rank = &world->ranks[i];

        /* Who is done with MPI is an "any" without alternatives. */
        if (!dr_need_lives(rank) ||
            (dr_need_sleeps(rank) && dr_need_any(rank->port->wait)))
            dr_andor_any(&detect->graph);
        else
            dr_andor_all(&detect->graph);
    }
    for (int i = 0; i < world->nranks; i++) {
        if (dr_need_sleeps(&world->ranks[i]))
            add_wait(detect, &world->ranks[i]);
    }
    for (int i = 0; i < detect->nfound; i++) {
        struct adding adding = {detect,
                                known(detect, detect->found[i], KEY_SCHEDULE)};

        dr_schedule_each_step(detect->found[i], add_step, &adding);
    }
}


/* The last of the stuck to block, and of those they need to leave MPI. */
static double moment_of(const struct dr_detect *detect)
{
    const struct dr_andor *graph = &detect->graph;
    double when = 0;

    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];
        int edge = graph->nodes[i].dependents;
        bool needed = detect->stuck[i];

        for (; !needed && !dr_need_lives(rank) && edge >= 0;
             edge = graph->edges[edge].next)
            needed = dr_andor_stuck(graph, graph->edges[edge].node);
        if (needed)
            when = fmax(when, rank->port->since_s);
    }
    return when;
}

int dr_detect_test(void)
{
    struct dr_detect *detect = self();
    int count = 0;

    build(detect);
    dr_andor_solve(&detect->graph);
    for (int i = 0; i < dr_world->nranks; i++) {
        detect->stuck[i] = dr_need_sleeps(&dr_world->ranks[i]) &&
                           dr_andor_stuck(&detect->graph, i);
        count += detect->stuck[i];
    }
    if (count > 0 && !detect->closed)
        detect->time_s = moment_of(detect);
    detect->closed = detect->closed || count > 0;
    return count;
}

/*
 * Once there is a deadlock, others who sleep may be drawn into it as soon as
 * what travels now has arrived.  Naming them helps, so the end waits for so
 * many alarms as are pending, a few times; a run that goes on must not.
 */
static bool may_grow(struct dr_detect *detect, int stuck)
{
    if (dr_world->blocked == stuck || detect->put_off == PUT_OFF_MOST)
        return false;
    detect->put_off++;
    return true;
}

static void test(struct dr_engine *engine)
{
    struct dr_detect *detect = engine->detect;
    int stuck = dr_world->blocked > 0 ? dr_detect_test() : 0;

    if (stuck > 0 && may_grow(detect, stuck)) {
        engine->test_at = engine->alarms + dr_net_pending();
        return;
    }
    if (stuck > 0)
        dr_world_stop(DR_VERDICT_DEADLOCK, DR_EXIT_DEADLOCK);
    engine->test_at =
        engine->alarms + ALARMS_LEAST +
        ALARMS_PER_STEP * ((uint64_t)detect->graph.nnodes +
                           (uint64_t)detect->graph.nedges + detect->looks);
}

void dr_detect_take_all(void)
{
    struct dr_detect *detect = self();
    bool known_before = detect->closed;

    dr_detect_test();
    for (int i = 0; i < dr_world->nranks; i++)
        detect->stuck[i] =
            dr_need_sleeps(&dr_world->ranks[i]) || dr_world->ranks[i].polling;
    if (known_before)
        return;
    detect->time_s = dr_world->engine->idle_rounds > 0
                         ? dr_world->engine->idle_since_s
                         : moment_of(detect);
}

_Noreturn void dr_detect_livelock(void)
{
    struct dr_detect *detect = self();
    bool known_before = detect->closed;

    dr_detect_take_all();
    if (!known_before)
        detect->time_s = 0;
    for (int i = 0; i < dr_world->nranks && !known_before; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];

        if (detect->stuck[i])
            detect->time_s =
                fmax(detect->time_s, rank->polling ? rank->port->looks.since_s
                                                   : rank->port->since_s);
    }
    dr_world_stop(DR_VERDICT_DEADLOCK, DR_EXIT_DEADLOCK);
}


/* Where a walk stands: at a rank, or at a collective that runs there. */
struct spot {
    const struct dr_rank *rank;
    struct dr_schedule *schedule;
};

/* Where a need leads: true if whom it needs cannot act right now. */
static bool leads(struct dr_need need, struct spot *next)
{
    *next = (struct spot){need.rank, need.schedule};
    return need.kind == DR_NEED_SCHEDULE ||
           (need.kind == DR_NEED_RANK &&
            (!dr_need_lives(need.rank) || dr_need_sleeps(need.rank)));
}

struct stepping {
    struct spot next;
    bool found;
};

static void step_on(void *self_, const struct dr_request *step)
{
    struct stepping *stepping = self_;

    if (!stepping->found)
        stepping->found = leads(dr_need_of(step, false), &stepping->next);
}

/* One step along a wait that must be satisfied; false: there is none. */
static bool advance(struct spot *at)
{
    const struct dr_wait *wait = at->rank->port->wait;
    int most;

    if (at->schedule) {
        struct stepping stepping = {.found = false};

        dr_schedule_each_step(at->schedule, step_on, &stepping);
        *at = stepping.next;
        return stepping.found;
    }
    if (wait->kind == DR_WAIT_ANY && wait->count > 1)
        return false;
    most = wait->count < REQUESTS_MOST ? wait->count : REQUESTS_MOST;
    for (int i = 0; i < most; i++) {
        struct spot next;

        if (leads(dr_need_of(wait->requests[i], wait->kind == DR_WAIT_PROBE),
                  &next)) {
            *at = next;
            return true;
        }
    }
    return false;
}

/*
 * Does the walk come back to where it was, or end at a rank that is done with
 * MPI?  It finds a cycle as Brent did ("An improved Monte Carlo factorization
 * algorithm", BIT 20, 1980): one earlier spot is kept, twice as far each time.
 */
static bool comes_to_nothing(struct dr_detect *detect,
                             const struct dr_rank *rank)
{
    struct spot at = {rank, NULL}, kept = at;
    int keep_at = 2;

    for (int steps = 1; steps <= WALK_MOST; steps++) {
        if (!advance(&at))
            return false;
        detect->walked += steps > 1;
        if (!at.schedule && !dr_need_lives(at.rank))
            return true;
        if (at.rank == kept.rank && at.schedule == kept.schedule)
            return true;
        if (steps == keep_at) {
            kept = at;
            keep_at *= 2;
        }
    }
    return false;
}

void dr_detect_blocked(const struct dr_rank *rank)
{
    struct dr_detect *detect = self();
    uint64_t alarms = dr_world->engine->alarms;

    if (detect->walked > alarms / ALARMS_PER_WALK_STEP + ALARMS_LEAST ||
        alarms < detect->walk_from || !comes_to_nothing(detect, rank))
        return;
    /* Others may run into the same moment's trouble: let them. */
    detect->walk_from = UINT64_MAX;
    detect->due.what = DR_RING_TEST;
    detect->due.when = dr_net_now();
    dr_net_set(&detect->due);
}

void dr_detect_due(struct dr_engine *engine)
{
    test(engine);
    engine->detect->walk_from = engine->test_at;
}

void dr_detect_rang(struct dr_engine *engine)
{
    const struct dr_port *look = engine->look;

    engine->look = NULL;
    if (look && dr_need_sleeps(look->rank)) {
        engine->detect->walked++;
        dr_detect_blocked(look->rank);
    }
    if (engine->alarms >= engine->test_at)
        test(engine);
}

void dr_detect_left(struct dr_rank *rank)
{
    rank->port->since_s = dr_net_now();
}
