/*
 * make_differs - ranks that make a communicator together do not mean the same.
 *
 * ranks: 4
 * exit: 81
 * finds: collective_mismatch
 * says: a grid of|a graph of|a group of|remain_dims|names rank
 * variants: cart_dims cart_periods cart_size cart_sub graph_edges group_order
 * variants: group_members group_tagged dist_source dist_destination
 */
#include "makes.h"

int main(int argc, char **argv)
{
    return make_main(argc, argv, 1);
}
