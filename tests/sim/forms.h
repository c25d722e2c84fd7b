/*
 * forms.h - a collective in its blocking, nonblocking and persistent form.
 */
#ifndef DR_TESTS_FORMS_H
#define DR_TESTS_FORMS_H

#include "expect.h"

/*
 * FORMS(Bcast, bcast, width, check, arguments...): call fill(time), MPI_Bcast
 * and its kin with the arguments, and check(time), with another time each, the
 * persistent one three times.  `width` is _c or nothing.
 */
#define FORMS(Upper, lower, width, check, ...)                                 \
    do {                                                                       \
        MPI_Request request;                                                   \
                                                                               \
        fill(0);                                                               \
        MPI_##Upper##width(__VA_ARGS__);                                       \
        check(0);                                                              \
        fill(1);                                                               \
        MPI_I##lower##width(__VA_ARGS__, &request);                            \
        MPI_Wait(&request, MPI_STATUS_IGNORE);                                 \
        EXPECT(request == MPI_REQUEST_NULL);                                   \
        check(1);                                                              \
        KEPT_FORM(Upper##_init##width, check, __VA_ARGS__);                    \
    } while (0)

/* Open MPI 4 does not have it; who includes this may not want it. */
#if defined OPEN_MPI && MPI_VERSION < 4 || defined FORMS_NOT_KEPT
#define KEPT_FORM(name, check, ...) (void)0
#else
#define KEPT_FORM(name, check, ...)                                            \
    do {                                                                       \
        MPI_##name(__VA_ARGS__, MPI_INFO_NULL, &request);                      \
        for (int time = 2; time < 5; time++) {                                 \
            fill(time);                                                        \
            MPI_Start(&request);                                               \
            MPI_Wait(&request, MPI_STATUS_IGNORE);                             \
            check(time);                                                       \
        }                                                                      \
        MPI_Request_free(&request);                                            \
    } while (0)
#endif

#endif
