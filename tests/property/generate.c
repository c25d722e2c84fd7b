/*
 * generate.c - random skeletons, one per line, each after the options of the
 * run: "--eager 0 | s1.0 / r0.0".
 *
 * A skeleton begins as one that ends: messages and barriers one after the
 * other, with a send and a receive each.  Then some things are changed, as a
 * programmer might by mistake, so that some still end, some never do, and
 * some depend on who is faster.
 *
 * usage: generate SEED COUNT
 */
#include "skeleton.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    MOST_STEPS = 9,
    ROOM = 6 /* operations of a rank, without waits at its end */
};

/* splitmix64: the seeds 1, 2, 3... give unrelated sequences. */
static uint64_t dice;

static int roll(int sides)
{
    uint64_t z = dice += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (int)((z ^ (z >> 31)) % (unsigned)sides);
}


static bool percent(int chance)
{
    return roll(100) < chance;
}


static char pick(const char *letters)
{
    int n = 0;

    while (letters[n])
        n++;
    return letters[roll(n)];
}


static bool full(const struct skeleton *s, int rank)
{
    return s->ops[rank] >= ROOM;
}


static int requests(const struct skeleton *s, int rank)
{
    int n = 0;

    for (int i = 0; i < s->ops[rank]; i++)
        n += skeleton_is(s->op[rank][i].kind, "iIjq");
    return n;
}


static void append(struct skeleton *s, int rank, struct op op)
{
    s->op[rank][s->ops[rank]++] = op;
}


/* A receive, now and then after a probe or with a wildcard. */
static void append_receive(struct skeleton *s, int rank, int source, int tag)
{
    struct op op = {.kind = pick("rrrrqqqqtm"), .peer = source, .tag = tag};

    if (percent(35))
        op.peer = SKELETON_ANY;
    if (percent(25))
        op.tag = SKELETON_ANY;
    if (percent(15) && s->ops[rank] + 1 < ROOM) {
        struct op probe = op;

        probe.kind = pick("pPc");
        append(s, rank, probe);
    }
    append(s, rank, op);
}


static void append_wait(struct skeleton *s, int rank)
{
    int made = requests(s, rank);

    if (made > 0 && !full(s, rank) && percent(30))
        append(s, rank,
               (struct op){.kind = pick("wwwWokkann"), .request = roll(made)});
}


static void append_step(struct skeleton *s)
{
    int from = roll(s->ranks), to = roll(s->ranks), tag = roll(SKELETON_TAGS);

    if (percent(12)) {
        for (int r = 0; r < s->ranks; r++)
            if (full(s, r))
                return;
        for (int r = 0; r < s->ranks; r++)
            append(s, r, (struct op){.kind = 'B'});
        return;
    }
    if (from == to && percent(80))
        to = (to + 1) % s->ranks;
    if (full(s, from) || full(s, to) || (from == to && s->ops[to] + 2 > ROOM))
        return;
    append(s, from,
           (struct op){.kind = pick("ssssSSyiiIj"), .peer = to, .tag = tag});
    append_receive(s, to, from, tag);
    append_wait(s, from);
    append_wait(s, to);
}


static void swap(struct skeleton *s, int rank, int i)
{
    struct op *op = s->op[rank], kept = op[i];

    if (i + 1 < s->ops[rank]) {
        op[i] = op[i + 1];
        op[i + 1] = kept;
    }
}


static void drop(struct skeleton *s, int rank, int i)
{
    for (s->ops[rank]--; i < s->ops[rank]; i++)
        s->op[rank][i] = s->op[rank][i + 1];
}


/* One mistake. */
static void change(struct skeleton *s)
{
    int rank = roll(s->ranks);

    if (s->ops[rank] == 0)
        return;
    int i = roll(s->ops[rank]), what = roll(100);
    struct op *op = &s->op[rank][i];

    if (what < 50)
        swap(s, rank, i);
    else if (what < 60)
        drop(s, rank, i);
    else if (skeleton_is(op->kind, "wWokanB"))
        return;
    else if (what < 75)
        op->tag = op->tag == SKELETON_ANY ? 0 : 1 - op->tag;
    else if (what < 80)
        op->peer = roll(s->ranks);
    else if (skeleton_is(op->kind, "rqtmcpP"))
        op->peer = SKELETON_ANY;
    else
        op->kind = pick("sSy");
}


static void generate(struct skeleton *s)
{
    *s = (struct skeleton){.ranks = 2 + roll(SKELETON_RANKS - 1)};
    for (int steps = 1 + roll(MOST_STEPS); steps > 0; steps--)
        append_step(s);
    for (int changes = roll(4); changes > 0; changes--)
        change(s);
    /* MPI wants every request completed, so this wait is never skipped. */
    for (int r = 0; r < s->ranks; r++) {
        if (s->ops[r] > 0 && s->op[r][s->ops[r] - 1].kind == 'k')
            s->op[r][s->ops[r] - 1].kind = 'o';
        if (requests(s, r) > 0)
            append(s, r, (struct op){.kind = 'a'});
    }
}


int main(int argc, char **argv)
{
    static const char *const options[] = {
        "",
        "",
        "",
        "--eager 0",
        "--eager 0",
        "--eager inf",
        "--net flow",
        "--progress weak",
        "--eager 0 --progress weak",
    };
    const int choices = sizeof options / sizeof *options;
    struct skeleton s;
    char text[SKELETON_TEXT];

    if (argc != 3) {
        fprintf(stderr, "usage: generate SEED COUNT\n");
        return 64;
    }
    dice = strtoull(argv[1], NULL, 10) << 32;
    for (long n = strtol(argv[2], NULL, 10); n > 0; n--) {
        generate(&s);
        skeleton_print(&s, text);
        printf("%s | %s\n", options[roll(choices)], text);
    }
    return 0;
}
