/*
 * file_conflict - two ranks access the same bytes of a file, one of them
 * writes, and nothing orders the two.
 *
 * ranks: 2
 * args: $work/f
 * exit: 81
 * finds: io_error
 * says: which rank [01] (writes|reads), and nothing orders the two
 * says: shares.h
 * variants: both_write one_reads last_word collective nonblocking strided
 * variants: later wrapped
 */
#include "shares.h"

int main(int argc, char **argv)
{
    return share_main(argc, argv, 1);
}
