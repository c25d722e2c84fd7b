/*
 * file_door.h - arguments and errors of MPI_File_*.
 *
 * Files have MPI_ERRORS_RETURN until the program says otherwise (MPI 4.1,
 * section 14.7).  A program that has said nothing is told of its own mistakes
 * all the same, as findings; what the system refuses (no such file, no
 * permission) it may have reckoned with, and only gets the error class.
 */
#ifndef DR_API_FILE_DOOR_H
#define DR_API_FILE_DOOR_H

#include "api/door.h"
#include "io/access.h"
#include "io/control.h"
#include "io/file.h"

/* The file of a handle, which `*file` is NULL without. */
int dr_check_file(MPI_File handle, struct dr_file **file);

/* No split collective is open: another collective access would be wrong. */
int dr_check_no_split(struct dr_file *file);

/* Nor is any operation of this rank incomplete, as MPI_File_close wants (MPI
 * 4.1, section 14.2.2). */
int dr_check_idle(struct dr_file *file);

/* The same of MPI_File_sync, MPI_File_set_view, MPI_File_set_size and
 * MPI_File_preallocate (sections 14.6.1, 14.3, 14.2.4 and 14.2.5): a warning,
 * as most libraries do what one expects. */
void dr_file_warn_busy(const struct dr_file *file);

/* The program's own data representation has said how large all types are that
 * it was asked about; NULL: it is not the program's. */
int dr_check_datarep(struct dr_file *file, struct dr_own_datarep *own);

/*
 * A call failed by the program's mistake, or because the system refused; the
 * handler is that of `file`, or of MPI_FILE_NULL if it is NULL.  Return the
 * class as dr_raise() does.
 */
int dr_file_raise(const struct dr_file *file, int error_class,
                  const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int dr_file_fail(const struct dr_file *file, int error_class,
                 const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As dr_file_raise(), with more to tell. */
int dr_file_raise_about(const struct dr_file *file, int error_class,
                        const struct dr_about *about, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with only something to do. */
#define dr_file_raise_advice(file, error_class, advice_, ...)                  \
    dr_file_raise_about(file, error_class,                                     \
                        &(struct dr_about){.advice = (advice_)}, __VA_ARGS__)

/* What to do about an offset, a displacement or a size that no file has; one
 * that looks as if an int has overflowed is told so. */
const char *dr_file_offset_advice(MPI_Offset offset);

/* The same of a request for a file that is done and has an error.  Data that
 * was not written is told as a warning. */
int dr_file_raise_request(const struct dr_request *request);

/* A freed request for a file is over: its data lands, and an error is raised.
 * Or all of the running rank, which it learns of at its next call of MPI. */
void dr_file_freed(struct dr_request *request);
void dr_file_catch_up(void);

/* Wait for a request of io/control.h and release it; `what` was to be done.
 * Without a file its errors go to the handler of MPI_FILE_NULL. */
int dr_file_await(struct dr_file *file, struct dr_request *request,
                  const char *what, const char *name);

/* Do something once for all members, who must give the same argument. */
int dr_file_together(struct dr_file *file, dr_io_act *act, uint64_t argument,
                     const char *argument_name, const char *what);

#endif
