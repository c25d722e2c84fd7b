/*
 * make_agrees - ranks make communicators together, of several groups at once.
 *
 * ranks: 4
 * variants: cart_dims cart_periods cart_size cart_sub graph_edges group_order
 * variants: group_members group_tagged dist_source dist_destination
 */
#include "../bad/makes.h"

int main(int argc, char **argv)
{
    return make_main(argc, argv, 0);
}
