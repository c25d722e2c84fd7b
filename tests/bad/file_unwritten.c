/*
 * file_unwritten - a rank reads bytes of a file that nobody has written.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: io_error
 * who: 1
 * says: reads bytes 800 to 839 of file .*, which nobody has written so far
 * meets: MPI_File_[a-z_]+ at .*, MPI_File_write_[a-z_]+ at .*:[0-9]+$
 * variants: byte_offset hole between set_size preallocate cut reopened deleted
 * variants: collective two_phase nonblocking split shared strided
 * variants: atomic partly bytes
 */
#include "written.h"

int main(int argc, char **argv)
{
    return written_main(argc, argv, 1);
}
