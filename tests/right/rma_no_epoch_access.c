/*
 * rma_no_epoch_access - accesses to windows within their epoch.
 *
 * ranks: 2
 * variants: put_outside get_outside accumulate_outside fetch_outside
 * variants: swap_outside put_after_nosucceed put_after_unlock
 * variants: put_to_unlocked_rank put_outside_group put_before_fence
 * variants: put_after_complete put_after_lock_all flush_outside
 * variants: flush_local_outside flush_all_outside flush_local_all_outside
 * variants: flush_in_fence flush_of_another_rank rput_in_fence rget_in_start
 */
#define RMA_WRONG 0
#include "../bad/rma_epoch_access.c"
