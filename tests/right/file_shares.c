/*
 * file_shares - ranks access parts of a file of their own.
 *
 * ranks: 2
 * args: $work/f
 * variants: both_write one_reads last_word collective nonblocking strided
 * variants: later wrapped
 */
#include "../bad/shares.h"

int main(int argc, char **argv)
{
    return share_main(argc, argv, 0);
}
