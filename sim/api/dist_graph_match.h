/*
 * dist_graph_match.h - do both ends of every edge know of it?
 */
#ifndef DR_API_DIST_GRAPH_MATCH_H
#define DR_API_DIST_GRAPH_MATCH_H

#include "core/comm.h"
#include "core/topology.h"

/*
 * All members of `comm` stand in MPI_Dist_graph_create_adjacent; `of` is what
 * they gave, by rank.  Each destination must name its source, as often (MPI
 * 4.1, section 8.5.4).  The first edge of which only one end knows is a
 * finding, collective_mismatch.
 */
void dr_dist_graph_match(const struct dr_comm *comm,
                         struct dr_topology *const of[]);

#endif
