/*
 * file_together - a file that is opened twice, and synchronised or closed
 * between the accesses; or once, in atomic mode.
 *
 * ranks: 2
 * args: $work/f
 * variants: twice atomic self atomic_self atomic_writer overwrites closed once
 */
#include "../bad/apart.h"

int main(int argc, char **argv)
{
    return apart_main(argc, argv, 0);
}
