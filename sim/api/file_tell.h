/*
 * file_tell.h - accesses that MPI forbids and libraries let pass, or that leave
 * a program in the dark: findings, and nothing else changes.
 */
#ifndef DR_API_FILE_TELL_H
#define DR_API_FILE_TELL_H

#include "api/file_door.h"

/* The running rank uses the shared pointer: its view must be that of all who
 * do (MPI 4.1, section 14.4.4). */
void dr_file_tell_shared(struct dr_file *file);

/* It deletes a file: whoever has it open may find anything (section 14.2.3). */
void dr_file_tell_open(const char *name);

/* Its MPI_File_open has ended so; what it does with the handle may be due to
 * that. */
void dr_file_note_open(int error_class);

/* The running rank learns that an access is over, and where it is told how
 * much was read: of what was not, it cannot know without a status; one that it
 * gets is marked, if it has not asked for the size of the file. */
void dr_file_tell_end(const struct dr_request *request, MPI_Status *status);

/* The program asks a status how much there is. */
void dr_file_asked(const MPI_Status *status);

/* The run is over: tell of places whose marked statuses no rank has asked. */
void dr_file_tell_unasked(void);

#endif
