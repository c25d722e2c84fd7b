/*
 * output.h - what the ranks print and read.
 *
 * All ranks live in one process, so its stdout and stderr are replaced by
 * streams that ask which rank is writing.  A rank's bytes keep their order;
 * lines of different ranks are not mixed: what a rank writes goes out line by
 * line, in the order of simulated time.  The beginning of a line waits until
 * the line is complete, or the rank or the run ends.
 *
 *     stdout   collected in a buffer; line by line on a terminal
 *     stderr   written at once, after what stdout has collected
 *     stdin    rank 0 reads that of the process, the others are at its end
 *
 * A rank that is silent, or has written whole lines only, costs a pointer.
 */
#ifndef DR_CORE_OUTPUT_H
#define DR_CORE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct dr_output;

/* Take over the streams.  With `tag`, every line of rank 3 begins with
 * "[3] ". */
struct dr_output *dr_output_begin(int nranks, bool tag);

/*
 * From now on what each rank writes to stdout is kept, up to 64 KiB.  With
 * `pass_on` everything goes out too; otherwise nothing does, and what ranks
 * write to stderr is dropped.
 */
void dr_output_capture(struct dr_output *output, bool pass_on);

/* From now on what rank 0 reads is copied to the file `fd`, so that another
 * run can read the same. */
void dr_output_copy_input(struct dr_output *output, int fd);

/* What a rank has written since; "" if nothing. */
const char *dr_output_captured(const struct dr_output *output, int rank);

/* Write as the running rank, or as the engine if none runs; `fd` is 1 or 2. */
void dr_output_write(struct dr_output *output, int fd, const char *bytes,
                     size_t length);

/* The rank ended: write the line it left incomplete. */
void dr_output_end_rank(struct dr_output *output, int rank);

/* Write what is complete.  Allocates nothing: good in a signal handler. */
void dr_output_flush(struct dr_output *output);

/* Write everything, incomplete lines by rank, and give the streams back.
 * Allocates and frees nothing: good in a signal handler; twice is once. */
void dr_output_end(struct dr_output *output);

/* In a child process: forget what waits, it is the parent's to write, and give
 * the streams back. */
void dr_output_abandon(struct dr_output *output);

/* Release a `dr_output_end`ed output. */
void dr_output_free(struct dr_output *output);

/* What stdin is for a rank. */
FILE *dr_output_input(struct dr_output *output, int rank);

/* Is this one of the streams that ranks share?  Then they must not close it
 * or change how it is buffered.  Returns its number as a file, or -1. */
int dr_output_shared(const struct dr_output *output, const FILE *stream);

#endif
