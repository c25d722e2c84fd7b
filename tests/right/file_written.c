/*
 * file_written - a rank reads bytes of a file that somebody has written, or
 * that were there before; or mere bytes, with the holes between them.
 *
 * ranks: 2
 * args: $work/f
 * variants: byte_offset hole between set_size preallocate cut reopened deleted
 * variants: collective two_phase nonblocking split shared strided
 * variants: atomic partly bytes external32 before by_others appended_by_others
 * variants: padding many own
 */
#include "../bad/written.h"

int main(int argc, char **argv)
{
    return written_main(argc, argv, 0);
}
