/*
 * rma_no_deadlock - locks, fences and epochs that come.
 *
 * ranks: 2
 * only: dryrun
 * variants: locks_crossed lock_kept lock_all_kept_out fence_missing
 * variants: post_missing complete_missing complete_before_post
 * variants: wait_before_start free_missing flag_never_set
 * variants: flag_never_got flag_never_fetched swap_never_won lock_and_look
 * variants: all_get all_fetch all_swap
 * variants: all_lock_exclusive all_lock_shared all_lock_all all_request
 * variants: all_requests all_in_turn all_rest kept_while_looking sends_late
 */
#define RMA_WRONG 0
#include "../bad/rma_deadlock.c"
