/*
 * file_write.c - MPI_File_write and its kin (MPI 4.1, section 14.4).
 */
#include "api/file_access.h"

DR_FILE_FORMS(write, true, const void *)
