/*
 * file_read.c - MPI_File_read and its kin (MPI 4.1, section 14.4).
 */
#include "api/file_access.h"

DR_FILE_FORMS(read, false, void *)
