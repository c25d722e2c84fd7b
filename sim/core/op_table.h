/*
 * op_table.h - the predefined operators; private to op.c.
 */
#ifndef DR_CORE_OP_TABLE_H
#define DR_CORE_OP_TABLE_H

#include "core/op.h"

/* By handle value minus the first; unused entries have no name. */
enum {
    DR_OP_FIRST = 0x20,
    DR_OP_ROOM = 0x20
};
extern const struct dr_op dr_op_table[DR_OP_ROOM];

#endif
