/*
 * file_arguments - arguments that MPI forbids in calls on files.
 *
 * ranks: 2
 * args: $work/f
 * exit: 81
 * finds: invalid_argument
 * variants: negative_offset negative_count null_buffer no_type in_place
 * variants: uncommitted_type negative_displacement not_whole_etypes whence
 * variants: seek_before_begin displacement_current falling_filetype
 * variants: overlapping_filetype filetype_before_begin split_twice
 * variants: split_in_split split_without_begin split_other_end
 * variants: split_left_open pending_at_close
 */
#include "files.h"

int main(int argc, char **argv)
{
    return file_main(argc, argv, WRONG);
}
