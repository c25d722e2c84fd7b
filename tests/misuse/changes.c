/*
 * changes.c - as origins.c, in a program that does not tell of its accesses:
 * what it changes is seen, but not where.
 *
 * ranks: 2
 */
#include "origins.c"
