/*
 * platform_vet.h - what SimGrid aborts on, found before SimGrid sees it.
 *
 * Most mistakes in a platform make SimGrid throw; those are left to it.  Some
 * make it call abort(), which would end dryrun with a backtrace: unknown
 * routings and models, tags it no longer knows, too few names for the hosts of
 * a topology, dragonflies whose groups have no router to leave through, ranks
 * on hosts that fail.
 */
#ifndef DR_NET_PLATFORM_VET_H
#define DR_NET_PLATFORM_VET_H

#include "base/text.h"

struct _xmlNode;

/* What one element adds to the platform; -1 with a sentence in `error`. */
int dr_platform_vet(struct _xmlNode *element, struct dr_text *error);

/*
 * How many numbers a cluster's radical such as "0-15,20" spells, and the last
 * of them; 0 if it is not of that form.
 */
long dr_platform_radical(const char *radical, long *last);

#endif
