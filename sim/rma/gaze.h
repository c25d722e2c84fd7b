/*
 * gaze.h - what a rank looks at in a window again and again, and who wrote
 * there.
 *
 * For the report of a livelock: known are the latest operation of an origin
 * that changed nothing, and of each target the latest writes; of those before
 * only between which addresses they were.
 */
#ifndef DR_RMA_GAZE_H
#define DR_RMA_GAZE_H

#include "rma/op.h"

/* The running rank begins an operation that may change nothing. */
void dr_gaze_at(const struct dr_bond *bond, const struct dr_rma *what);

/* The operation changes memory of its target. */
void dr_gaze_wrote(const struct dr_rma_op *op);

/* The window is gone. */
void dr_gaze_end(struct dr_win *win);

#endif
