/*
 * file_misuse - what MPI forbids of files; the program ignores what calls
 * return, as files do not end it.
 *
 * ranks: 2
 * args: $work/f
 * exit: 81
 * finds: io_error
 * variants: write_to_rdonly read_from_wronly both_kinds no_kind
 * variants: create_rdonly excl_rdonly sequential_rdwr unknown_mode
 * variants: closed_handle null_handle wild_handle offset_in_sequential
 * variants: partial_etype size_of_rdonly modes_differ sizes_differ
 * variants: own_pointer_in_sequential seek_in_sequential datarep_twice
 */
#include "files.h"

int main(int argc, char **argv)
{
    return file_main(argc, argv, WRONG);
}
