/*
 * post.h - letters from many branches to one supervisor.
 *
 * A socket that keeps messages apart, and ends when the last branch has ended.
 * What is too long for a message travels as a file without a name.
 */
#ifndef DR_EXPLORE_POST_H
#define DR_EXPLORE_POST_H

#include <stdbool.h>
#include <stddef.h>

/* Make both ends: [0] hears, [1] sends.  0, or -1 with errno. */
int dr_post_open(int ends[2]);

/* Send `length` bytes; 0, or -1 if they are lost. */
int dr_post_send(int socket, const char *bytes, size_t length);

/* Is nobody listening any more? */
bool dr_post_deaf(int socket);

/*
 * Wait for the next letter.
 *
 * Returns 1 and the letter, which the caller frees; 0 at the end of all; -1
 * after `milliseconds` without one.
 */
int dr_post_hear(int socket, int milliseconds, char **bytes, size_t *length);

#endif
