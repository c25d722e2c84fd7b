/*
 * file_use - files used as MPI wants them: each variant is close to one that
 * is wrong.
 *
 * ranks: 2
 * args: $work/f
 * variants: write_to_rdonly read_from_wronly both_kinds no_kind
 * variants: create_rdonly excl_rdonly sequential_rdwr unknown_mode
 * variants: closed_handle offset_in_sequential
 * variants: partial_etype size_of_rdonly modes_differ sizes_differ
 * variants: own_pointer_in_sequential seek_in_sequential datarep_twice
 * variants: negative_offset negative_count null_buffer no_type in_place
 * variants: uncommitted_type negative_displacement not_whole_etypes whence
 * variants: seek_before_begin displacement_current falling_filetype
 * variants: overlapping_filetype filetype_before_begin split_twice
 * variants: split_in_split split_without_begin split_other_end
 * variants: split_left_open pending_at_close
 */
#include "../bad/files.h"

int main(int argc, char **argv)
{
    return file_main(argc, argv, RIGHT);
}
