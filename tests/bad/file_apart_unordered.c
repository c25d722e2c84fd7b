/*
 * file_apart_unordered - two ranks access the same bytes through files that
 * each has opened by itself, in atomic mode, and nothing orders the two.
 *
 * ranks: 2
 * args: $work/f
 * exit: 81
 * finds: io_error
 * says: s bytes 0 to 39 of file .*, and nothing orders the two
 * says: open the file once, on a communicator of both
 * variants: reads overwrites
 */
#include "apart.h"

int main(int argc, char **argv)
{
    return apart_main(argc, argv, -1);
}
