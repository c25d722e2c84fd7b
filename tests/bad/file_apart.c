/*
 * file_apart - a rank reads or overwrites what another one has written through
 * a file that it has opened by itself; atomic mode holds within one open only.
 *
 * ranks: 2
 * args: $work/f
 * exit: 0
 * finds: io_error
 * who: 1
 * says: s bytes 0 to 39 of file .*, which rank 0 has written without MPI_File
 * says: MPI_File_set_atomicity is no help, as it holds within one MPI_File
 * variants: twice atomic self atomic_self atomic_writer overwrites
 */
#include "apart.h"

int main(int argc, char **argv)
{
    return apart_main(argc, argv, 1);
}
