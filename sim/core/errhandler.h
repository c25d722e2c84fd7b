/*
 * errhandler.h - what happens when a call fails (MPI 4.1, chapter 9.3).
 */
#ifndef DR_CORE_ERRHANDLER_H
#define DR_CORE_ERRHANDLER_H

#include <stdbool.h>

#include "core/handle.h"
#include "include/mpi.h"

enum dr_errhandler_kind {
    DR_ERRORS_FATAL,
    DR_ERRORS_RETURN,
    DR_ERRORS_USER,
};

/* The program's function, by the kind of object it is for. */
union dr_errhandler_function {
    MPI_Comm_errhandler_function *comm;
    MPI_Win_errhandler_function *win;
    MPI_File_errhandler_function *file;
};

/* Shared by objects; freed with the last reference. */
struct dr_errhandler {
    enum dr_errhandler_kind kind;
    enum dr_kind of; /* DR_ERRORS_USER only: what objects it is for */
    union dr_errhandler_function call;
    MPI_Errhandler handle; /* as the program knows it */
    int shares;            /* how often the program has the handle */
    int references;        /* those, and objects */
};

/* The predefined one, or the running rank's own; NULL if there is none. */
struct dr_errhandler *dr_errhandler_get(MPI_Errhandler handle);

/* A new one with one reference and a handle of the running rank. */
struct dr_errhandler *dr_errhandler_new(enum dr_kind of,
                                        union dr_errhandler_function call);

/* May objects of this kind have it? */
bool dr_errhandler_suits(const struct dr_errhandler *handler, enum dr_kind of);

/* Call the program's function for the object with this handle. */
void dr_errhandler_call(const struct dr_errhandler *handler, void *object,
                        int *code);

/* The handle once more, as MPI_Comm_get_errhandler gives; it is good until
 * dropped as often.  Predefined ones stay. */
MPI_Errhandler dr_errhandler_share(struct dr_errhandler *handler);
void dr_errhandler_drop(struct dr_errhandler *handler);

struct dr_errhandler *dr_errhandler_hold(struct dr_errhandler *handler);
void dr_errhandler_release(struct dr_errhandler *handler);

#endif
