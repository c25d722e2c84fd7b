/*
 * option_value.h - what the values of options mean.
 *
 * Each function reads one kind of value.  They share a shape, so that a table
 * can name them.
 */
#ifndef DR_CLI_OPTION_VALUE_H
#define DR_CLI_OPTION_VALUE_H

#include <stdbool.h>

/* Reads `value` into the option's field; false: not a value it can have.
 * `words` are what the help says of the value. */
typedef bool dr_option_reader(const char *words, const char *value,
                              void *field);

/* int: from 1 to 1,048,576. */
dr_option_reader dr_option_ranks;

/* const char *: not empty, and not copied. */
dr_option_reader dr_option_text;

/* const char *: given in several options, values are joined by commas. */
dr_option_reader dr_option_list;

/* struct dr_files: given in several options, they add up; not copied. */
dr_option_reader dr_option_file;

/* An enum of what stands in `words`, "a|b|c", in that order. */
dr_option_reader dr_option_word;

/* int64_t: bytes, or DR_EAGER_UNLIMITED. */
dr_option_reader dr_option_eager;

/* int64_t: bytes, INT64_MAX for "inf". */
dr_option_reader dr_option_flow_from;

/* uint64_t from 0, uint64_t from 1, long from 1, int from 1. */
dr_option_reader dr_option_seed, dr_option_events, dr_option_long,
    dr_option_count;

/* double: seconds above 0. */
dr_option_reader dr_option_time;

/* size_t: bytes of a stack, from 32 KiB to 1 TiB. */
dr_option_reader dr_option_stack;

/* long: megabytes, from bytes. */
dr_option_reader dr_option_memory;

/* int: from 32767, the least that MPI_TAG_UB may be. */
dr_option_reader dr_option_tag_ub;

/* const char *: a file ending in .dot or .svg. */
dr_option_reader dr_option_graph;

/* bool: true, as the option was given. */
dr_option_reader dr_option_flag;

#endif
