/*
 * rma_no_conflict - accesses to memory that are in an order, or agree.
 *
 * ranks: 3
 * variants: put_twice put_then_get get_then_put put_and_sum get_and_sum
 * variants: puts_of_all put_and_get_of_two sum_and_product sums_of_types
 * variants: rows_that_meet columns_that_meet puts_of_one_exposure
 * variants: puts_under_shared_locks puts_under_lock_all
 * variants: put_twice_without_flush put_then_get_flush_local
 * variants: buffer_of_two_gets buffer_of_put_and_get results_in_one_buffer
 * variants: put_into_own_source put_into_pending_receive
 * variants: buffer_of_a_get_again
 */
#define RMA_WRONG 0
#include "../bad/rma_conflict.c"
