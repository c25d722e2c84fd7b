/*
 * table_auto.c - the rules of --coll auto, from alpha, beta and rounds.
 */
#include "coll/rule.h"

static const struct dr_rule rules[] = {
    {DR_COLL_BARRIER, 0, 0, "dissemination", 0, 0},
};

const struct dr_rule_table dr_rules_auto = {
    .name = "auto",
    .source = "ours",
    .rules = rules,
    .count = sizeof rules / sizeof *rules,
};
