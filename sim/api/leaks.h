/*
 * leaks.h - what a program leaves behind.
 */
#ifndef DR_API_LEAKS_H
#define DR_API_LEAKS_H

/* In MPI_Finalize of the running rank: operations that it never completed
 * (request_leak; MPI 3.1, section 8.7) and objects that it never freed
 * (object_leak). */
void dr_leaks_of_rank(void);

/* When all ranks have ended: messages that nobody received
 * (unmatched_message; MPI 3.1, section 8.7). */
void dr_leaks_of_messages(void);

#endif
