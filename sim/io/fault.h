/*
 * fault.h - an error of the operating system as one of MPI (MPI 4.1, section
 * 14.7).
 */
#ifndef DR_IO_FAULT_H
#define DR_IO_FAULT_H

/* The error class of an errno; MPI_SUCCESS for 0. */
int dr_fault_class(int error);

#endif
