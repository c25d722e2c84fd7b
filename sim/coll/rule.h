/*
 * rule.h - rules that choose algorithms, as data.
 *
 * A rule says: this operation, from so many ranks and so many bytes on, if the
 * call is like this, goes by this algorithm.  Of the rules that fit a call the
 * last one counts.  A table is a list of rules; options and tuning files add
 * theirs behind the table's, so that they win.
 *
 * What the bytes are of:
 *
 *     bcast, reduce, allreduce, scan, exscan    the vector
 *     gather, scatter, allgather, alltoall      the block of one rank
 *     allgatherv, reduce_scatter(_block)        the average block of a rank
 *     barrier, gatherv, scatterv, alltoallv, w  nothing: they count as 0, for
 *                                               not every rank knows them
 *
 * With DR_TOTAL, blocks are counted for all ranks together.
 */
#ifndef DR_COLL_RULE_H
#define DR_COLL_RULE_H

#include "coll/algorithm.h"

struct dr_rule {
    enum dr_coll_operation operation;
    int ranks;
    uint64_t bytes;
    const char *algorithm;
    uint64_t segment; /* 0: as the algorithm likes */
    unsigned when;    /* demands of algorithm.h, and DR_TOTAL */
};

enum {
    DR_TOTAL = 1 << DR_DEMANDS
};

struct dr_rule_table {
    const char *name; /* as --coll spells it */
    const char *source;
    const struct dr_rule *rules;
    size_t count;
};

/* Ours comes first: it is the default. */
enum {
    DR_RULE_TABLES = 3
};
extern const struct dr_rule_table *const dr_rule_tables[DR_RULE_TABLES];
extern const struct dr_rule_table dr_rules_auto;
extern const struct dr_rule_table dr_rules_openmpi;
extern const struct dr_rule_table dr_rules_mpich;

/* A condition as tuning files spell it: "commutative"; 0 if it is none. */
unsigned dr_rule_condition(const char *word);

/* Append a rule as a line of a tuning file, without the line's end. */
void dr_rule_text(struct dr_text *text, const struct dr_rule *rule);

#endif
