/*
 * leaks.h - what a program leaves behind.
 */
#ifndef DR_API_LEAKS_H
#define DR_API_LEAKS_H

/* When all ranks have ended: operations that were never completed
 * (request_leak), messages that nobody received (unmatched_message) and
 * collectives that not all members made (collective_mismatch), as MPI 3.1,
 * section 8.7, asks, and objects that were never freed (object_leak).  Of a run
 * that did not get that far nothing is said. */
void dr_leaks_judge(void);

#endif
