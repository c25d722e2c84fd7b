/*
 * table_mpich.c - what MPICH chooses without being told.
 */
#include "coll/rule.h"

static const struct dr_rule rules[] = {
    {DR_COLL_BARRIER, 0, 0, "dissemination", 0, 0},
};

const struct dr_rule_table dr_rules_mpich = {
    .name = "mpich",
    .source = "MPICH 4.0.2",
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};
