/*
 * rma_no_epoch_order - epochs begun and ended once.
 *
 * ranks: 2
 * variants: lock_twice unlock_alone unlock_twice unlock_other_rank
 * variants: unlock_after_lock_all unlock_all_alone unlock_all_after_lock
 * variants: lock_all_twice start_twice complete_alone complete_twice
 * variants: wait_alone test_alone test_after_success post_twice
 */
#define RMA_WRONG 0
#include "../bad/rma_epoch_order.c"
