/*
 * errors.h - error classes, codes and their sentences.
 *
 * Classes of the standard are constants.  Classes, codes and strings that a
 * program adds (MPI-3.1, section 8.5) belong to the rank that adds them; their
 * numbers start above MPI_ERR_LASTCODE.
 */
#ifndef DR_CORE_ERRORS_H
#define DR_CORE_ERRORS_H

#include <stdbool.h>

#include "include/mpi.h"

struct dr_errors; /* what one rank added; NULL while nothing was */

/* "MPI_ERR_RANK"; "MPI_SUCCESS"; NULL for a number that is no class of the
 * standard. */
const char *dr_error_name(int error_class);

/* A sentence for a code of the standard or one that was added; NULL if there
 * is no such code.  An added code without a string has the sentence "". */
const char *dr_error_string(const struct dr_errors *added, int code);

/* The class of a code, or -1. */
int dr_error_class(const struct dr_errors *added, int code);

/* A new class, or a new code of `error_class`.  `*added` is made if NULL. */
int dr_errors_add_class(struct dr_errors **added);
int dr_errors_add_code(struct dr_errors **added, int error_class);

/* Set the string of an added class or code; false if it was not added. */
bool dr_errors_set_string(struct dr_errors *added, int code,
                          const char *string);

/* Take that string away; false if there is none. */
bool dr_errors_drop_string(struct dr_errors *added, int code);

/* An added code of `error_class`, which is not that class itself, or -1. */
int dr_errors_code_of(const struct dr_errors *added, int error_class);

/* Remove an added class or code; false if it was not added.  Its number is not
 * given again. */
bool dr_errors_remove(struct dr_errors *added, int code);

/* The largest code given so far (the attribute MPI_LASTUSEDCODE). */
int dr_errors_last(const struct dr_errors *added);

/* Release everything; `added` may be NULL. */
void dr_errors_end(struct dr_errors *added);

#endif
