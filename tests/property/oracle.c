/*
 * oracle.c - which skeletons can deadlock, by trying everything.
 *
 * Reads lines "OPTIONS | SKELETON" and writes each with a verdict before it:
 *
 *   never | may | always | unknown (too many states)
 *
 * What MPI promises is modelled by the least that decides it.  A message
 * travels in a channel per sender and receiver, which keeps the order; when
 * it arrives, it is matched with the first posted receive it fits, else it
 * waits among the unexpected ones; a receive takes the first of these it fits,
 * of any sender: MPI orders the messages of one sender only.  A buffered send
 * is complete at once, any other when it is matched.
 *
 * Four things are left open, and all outcomes of them are visited: in which
 * order messages from different senders arrive at one receiver, which sender's
 * unexpected message a receive takes, which of the complete requests
 * MPI_Waitany takes, and what has arrived by the time of MPI_Waitany, of
 * MPI_Test and of MPI_Iprobe.
 * All other steps commute with everything, so they are taken at once.  A run
 * hangs if nothing can happen and a rank is not at its end.
 *
 * usage: oracle <LINES
 */
#include "skeleton.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MESSAGES = SKELETON_RANKS * SKELETON_OPS,
    MOST_STATES = 1 << 17,
    SLOTS = MOST_STATES * 2
};

/* Sets of a rank's operations are bits by index.  Compared byte by byte. */
struct state {
    uint16_t arrived[SKELETON_RANKS];  /* sends that reached the receiver */
    uint16_t matched[SKELETON_RANKS];  /* sends and receives */
    uint16_t consumed[SKELETON_RANKS]; /* requests that were waited for */
    uint16_t skipped[SKELETON_RANKS];  /* operations after an MPI_Test */
    uint8_t at[SKELETON_RANKS];        /* the operation a rank is at */
    uint8_t begun[SKELETON_RANKS];     /* has it begun? */
    uint8_t unexpected[SKELETON_RANKS];
    uint8_t queue[SKELETON_RANKS][MESSAGES]; /* sender * SKELETON_OPS + index */
};

/* What is asked, and what was found so far. */
static struct skeleton program;
static enum {
    AS_SIZE,
    NOTHING,
    EVERYTHING
} buffered;
static bool ends, hangs, too_many;

/* The states seen, by hash; those of slot 0 and of none are told by `used`. */
static struct state *seen;
static uint8_t *used;
static int states;

static const struct op *op_at(int rank, int index)
{
    return &program.op[rank][index];
}

static bool is(int rank, int index, const char *set)
{
    return skeleton_is(op_at(rank, index)->kind, set);
}

static bool finished(const struct state *s, int rank)
{
    return s->at[rank] == program.ops[rank];
}

static bool has(unsigned set, int index)
{
    return set >> index & 1;
}

static bool begun(const struct state *s, int rank, int index)
{
    return index < s->at[rank] + s->begun[rank] &&
           !has(s->skipped[rank], index);
}

static void add(uint16_t *set, int index)
{
    *set = (uint16_t)(*set | 1u << index);
}

/* Is this operation, begun by its rank, complete? */
static bool complete(const struct state *s, int rank, int index)
{
    if (has(s->matched[rank], index))
        return true;
    if (buffered == EVERYTHING)
        return is(rank, index, "sSiI");
    return buffered == AS_SIZE && is(rank, index, "si");
}

static bool fits(const struct op *receive, int sender, int index)
{
    int tag = op_at(sender, index)->tag;

    return (receive->peer == SKELETON_ANY || receive->peer == sender) &&
           (receive->tag == SKELETON_ANY || receive->tag == tag);
}

/* Where in the queue of `rank` is the first message of `sender`, or of
 * SKELETON_ANY, that fits? -1: nowhere. */
static int find(const struct state *s, int rank, const struct op *receive,
                int sender)
{
    for (int i = 0; i < s->unexpected[rank]; i++) {
        int from = s->queue[rank][i] / SKELETON_OPS;

        if ((sender == SKELETON_ANY || sender == from) &&
            fits(receive, from, s->queue[rank][i] % SKELETON_OPS))
            return i;
    }
    return -1;
}

/* How many senders have messages that fit? */
static int senders(const struct state *s, int rank, const struct op *receive)
{
    int count = 0;

    for (int from = 0; from < program.ranks; from++)
        count += find(s, rank, receive, from) >= 0;
    return count;
}

/* Receive `index` of `rank` takes an unexpected message of `sender`. */
static bool take(struct state *s, int rank, int index, int sender)
{
    uint8_t *queue = s->queue[rank];
    int i = find(s, rank, op_at(rank, index), sender);

    if (i < 0)
        return false;
    add(&s->matched[rank], index);
    add(&s->matched[queue[i] / SKELETON_OPS], queue[i] % SKELETON_OPS);
    s->unexpected[rank]--;
    memmove(queue + i, queue + i + 1, (size_t)(s->unexpected[rank] - i));
    queue[s->unexpected[rank]] = 0;
    return true;
}

/* The first message under way from `sender` to `receiver`; -1: none. */
static int under_way(const struct state *s, int sender, int receiver)
{
    for (int i = 0; i < program.ops[sender]; i++)
        if (is(sender, i, "sSyiIj") && op_at(sender, i)->peer == receiver &&
            begun(s, sender, i) && !has(s->arrived[sender], i))
            return i;
    return -1;
}

static void arrive(struct state *s, int sender, int index)
{
    int receiver = op_at(sender, index)->peer;

    add(&s->arrived[sender], index);
    for (int i = 0; i < program.ops[receiver]; i++) {
        if (!is(receiver, i, "rq") || !begun(s, receiver, i) ||
            has(s->matched[receiver], i) ||
            !fits(op_at(receiver, i), sender, index))
            continue;
        add(&s->matched[receiver], i);
        add(&s->matched[sender], index);
        return;
    }
    s->queue[receiver][s->unexpected[receiver]++] =
        (uint8_t)(sender * SKELETON_OPS + index);
}

static bool active(const struct state *s, int rank, int index)
{
    return index < s->at[rank] && is(rank, index, "iIjq") &&
           !has(s->skipped[rank] | s->consumed[rank], index);
}

/* MPI_Wait for one request. */
static bool wait(struct state *s, int rank, int request)
{
    for (int i = 0; i < s->at[rank]; i++) {
        if (!active(s, rank, i) || op_at(rank, i)->request != request)
            continue;
        if (!complete(s, rank, i))
            return false;
        add(&s->consumed[rank], i);
    }
    return true;
}

static bool wait_all(struct state *s, int rank)
{
    for (int i = 0; i < s->at[rank]; i++)
        if (active(s, rank, i) && !complete(s, rank, i))
            return false;
    for (int i = 0; i < s->at[rank]; i++)
        if (active(s, rank, i))
            add(&s->consumed[rank], i);
    return true;
}

static bool nothing_active(const struct state *s, int rank)
{
    for (int i = 0; i < s->at[rank]; i++)
        if (active(s, rank, i))
            return false;
    return true;
}

static bool all_in_barrier(const struct state *s)
{
    for (int r = 0; r < program.ranks; r++)
        if (finished(s, r) || !is(r, s->at[r], "B"))
            return false;
    return true;
}

static void next(struct state *s, int rank)
{
    s->at[rank]++;
    s->begun[rank] = 0;
}

/* Is `rank` at a receive that may take messages of several senders? */
static bool chooses_sender(const struct state *s, int rank)
{
    int index = s->at[rank];

    return !finished(s, rank) &&
           ((is(rank, index, "rq") && !s->begun[rank]) ||
            is(rank, index, "tmc")) &&
           senders(s, rank, op_at(rank, index)) > 1;
}

/* Lets `rank` go one operation further, if only one outcome is possible. */
static bool advance(struct state *s, int rank)
{
    int index = s->at[rank];
    const struct op *op = op_at(rank, index);
    bool done = false, first = !s->begun[rank];

    if (finished(s, rank) || chooses_sender(s, rank))
        return false;
    s->begun[rank] = 1;
    if (skeleton_is(op->kind, "iIj")) {
        done = true;
    } else if (skeleton_is(op->kind, "sSy")) {
        done = complete(s, rank, index);
    } else if (skeleton_is(op->kind, "rq")) {
        if (first)
            take(s, rank, index, SKELETON_ANY);
        done = op->kind == 'q' || complete(s, rank, index);
    } else if (skeleton_is(op->kind, "tm")) {
        done = take(s, rank, index, SKELETON_ANY);
    } else if (skeleton_is(op->kind, "pP")) {
        done = find(s, rank, op, SKELETON_ANY) >= 0;
    } else if (skeleton_is(op->kind, "wW")) {
        done = wait(s, rank, op->request);
    } else if (op->kind == 'a') {
        done = wait_all(s, rank);
    } else if (op->kind == 'n') {
        done = nothing_active(s, rank);
    } else if (skeleton_is(op->kind, "cok")) {
        done = false; /* two outcomes */
    } else if (all_in_barrier(s)) {
        for (int r = 0; r < program.ranks; r++)
            next(s, r);
        return true;
    }
    if (done)
        next(s, rank);
    return done || first;
}

/* Can it still matter when messages arrive at `rank`? */
static bool order_matters(const struct state *s, int rank)
{
    for (int r = 0; r < program.ranks; r++)
        for (int i = s->at[r]; i < program.ops[r]; i++)
            if (is(r, i, "nok"))
                return true;
    for (int i = 0; i < program.ops[rank]; i++)
        if (is(rank, i, "c") && i >= s->at[rank])
            return true;
        else if (is(rank, i, "rqtmpP") &&
                 op_at(rank, i)->peer == SKELETON_ANY &&
                 !has(s->skipped[rank] | s->matched[rank], i))
            return true;
    return false;
}

/* Everything that has one outcome. */
static void settle(struct state *s)
{
    bool more = true;

    while (more) {
        more = false;
        for (int r = 0; r < program.ranks; r++)
            while (advance(s, r))
                more = true;
        for (int to = 0; to < program.ranks; to++)
            for (int from = 0; from < program.ranks; from++) {
                int i = under_way(s, from, to);

                if (i < 0 || order_matters(s, to))
                    continue;
                arrive(s, from, i);
                more = true;
            }
    }
}

/* Was `s` visited before?  Notes that it was. */
static bool visited(const struct state *s)
{
    const unsigned char *byte = (const unsigned char *)s;
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < sizeof *s; i++)
        hash = (hash ^ byte[i]) * 1099511628211u;
    for (size_t slot = (hash ^ hash >> 32) % SLOTS;;
         slot = (slot + 1) % SLOTS) {
        if (!used[slot]) {
            used[slot] = 1;
            seen[slot] = *s;
            states++;
            return false;
        }
        if (memcmp(&seen[slot], s, sizeof *s) == 0)
            return true;
    }
}

static void visit(struct state s);

/* Goes on from `s` with `rank` one operation further. */
static void visit_next(struct state s, int rank)
{
    next(&s, rank);
    visit(s);
}

/* MPI_Waitany takes any complete request. */
static bool visit_any(const struct state *s, int rank)
{
    bool found = false;

    for (int i = 0; i < s->at[rank]; i++) {
        struct state after = *s;

        if (!active(s, rank, i) || !complete(s, rank, i))
            continue;
        add(&after.consumed[rank], i);
        visit_next(after, rank);
        found = true;
    }
    return found;
}

/* MPI_Test may say yes if the request is complete or null, no if it is not
 * null: it may always need a bit longer. */
static void visit_test(const struct state *s, int rank, const struct op *op)
{
    struct state yes = *s, no = *s;
    bool null = true;

    for (int i = 0; i < s->at[rank]; i++)
        if (active(s, rank, i) && op_at(rank, i)->request == op->request)
            null = false;
    if (wait(&yes, rank, op->request))
        visit_next(yes, rank);
    if (null)
        return;
    if (op->kind == 'k' && s->at[rank] + 1 < program.ops[rank]) {
        next(&no, rank);
        add(&no.skipped[rank], no.at[rank]);
    }
    visit_next(no, rank);
}

/* The receive at which `rank` is takes a message of each sender that has one
 * for it. */
static void visit_senders(const struct state *s, int rank)
{
    for (int from = 0; from < program.ranks; from++) {
        struct state after = *s;

        if (!take(&after, rank, s->at[rank], from))
            continue;
        visit_next(after, rank);
    }
}

/* Visits all outcomes of the operation `rank` is at; are there any? */
static bool visit_outcomes(const struct state *s, int rank)
{
    const struct op *op = op_at(rank, s->at[rank]);
    struct state after = *s;

    if (chooses_sender(s, rank)) {
        visit_senders(s, rank);
        return true;
    }
    if (finished(s, rank) || !skeleton_is(op->kind, "nokc"))
        return false;
    if (op->kind == 'n')
        return visit_any(s, rank);
    if (op->kind != 'c') {
        visit_test(s, rank, op);
        return true;
    }
    take(&after, rank, s->at[rank], SKELETON_ANY);
    visit_next(after, rank);
    return true;
}

static void visit(struct state s)
{
    bool stands = true, at_end = true;
    struct state after;

    settle(&s);
    too_many = too_many || states == MOST_STATES;
    if (too_many || (ends && hangs) || visited(&s))
        return;
    for (int to = 0; to < program.ranks; to++)
        for (int from = 0; from < program.ranks; from++) {
            int i = under_way(&s, from, to);

            if (i < 0)
                continue;
            after = s;
            arrive(&after, from, i);
            visit(after);
            stands = false;
        }
    for (int r = 0; r < program.ranks; r++) {
        at_end = at_end && finished(&s, r);
        if (visit_outcomes(&s, r))
            stands = false;
    }
    ends = ends || (stands && at_end);
    hangs = hangs || (stands && !at_end);
}

static const char *judge(void)
{
    static const struct state start;

    memset(used, 0, SLOTS);
    states = 0;
    ends = hangs = too_many = false;
    visit(start);
    if (ends && hangs)
        return "may";
    if (too_many)
        return "unknown";
    return hangs ? "always" : "never";
}

int main(void)
{
    char line[SKELETON_TEXT + 100];

    seen = malloc(SLOTS * sizeof *seen);
    used = malloc(SLOTS);
    while (seen && used && fgets(line, sizeof line, stdin)) {
        char *bar = strchr(line, '|');

        line[strcspn(line, "\n")] = 0;
        if (!bar || !skeleton_parse(&program, bar + 1)) {
            fprintf(stderr, "oracle: not a skeleton: %s\n", line);
            return 65;
        }
        *bar = 0;
        buffered = strstr(line, "--eager 0")     ? NOTHING
                   : strstr(line, "--eager inf") ? EVERYTHING
                                                 : AS_SIZE;
        *bar = '|';
        printf("%s | %s\n", judge(), line);
    }
    free(seen);
    free(used);
    return 0;
}
