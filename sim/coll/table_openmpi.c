/*
 * table_openmpi.c - what Open MPI chooses without being told.
 */
#include "coll/rule.h"

static const struct dr_rule rules[] = {
    {DR_COLL_BARRIER, 0, 0, "dissemination", 0, 0},
};

const struct dr_rule_table dr_rules_openmpi = {
    .name = "openmpi",
    .source = "Open MPI 4.1.4",
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};
