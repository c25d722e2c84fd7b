/*
 * rma_no_epoch_mixed - epochs of different kinds one after the other.
 *
 * ranks: 2
 * variants: lock_in_lock_all lock_all_in_lock fence_in_lock fence_in_lock_all
 * variants: fence_in_start fence_in_post lock_in_fence lock_all_in_fence
 * variants: start_in_fence post_in_fence lock_in_start start_in_lock
 * variants: start_in_lock_all lock_all_in_start noprecede_after_put
 * variants: free_locked free_in_lock_all free_started free_posted
 * variants: free_in_fence post_locked lock_posted
 */
#define RMA_WRONG 0
#include "../bad/rma_epoch_mixed.c"
