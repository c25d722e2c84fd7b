/*
 * file_datarep.h - data representations by their names (MPI 4.1, section 14.5).
 */
#ifndef DR_API_FILE_DATAREP_H
#define DR_API_FILE_DATAREP_H

#include "api/file_door.h"

/* That of a name; `*own` is set if it is the program's. */
int dr_find_datarep(struct dr_file *file, const char *name,
                    enum dr_datarep *datarep, struct dr_own_datarep **own);

/* The name of a view's. */
const char *dr_datarep_of(const struct dr_view *view);

/* All members have given the same to MPI_File_set_view: to be called when it is
 * over, as who leaves it first says what. */
int dr_check_same_datarep(struct dr_file *file);

#endif
