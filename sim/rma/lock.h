/*
 * lock.h - locks: who holds them at a target.
 */
#ifndef DR_RMA_LOCK_H
#define DR_RMA_LOCK_H

#include "rma/window.h"

/* Could `bond` have the lock of its target now? */
bool dr_lock_free_for(const struct dr_win *win, const struct dr_bond *bond);

/* It has it, and will hear of that. */
void dr_lock_give(struct dr_bond *bond);

#endif
