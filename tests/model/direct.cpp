/*
 * direct.cpp - transfers between hosts, as a SimGrid program does them.
 *
 *     direct PLATFORM FROM:TO:BYTES@START...
 *
 * Hosts are named by letters, START is in seconds.  Prints the number of each
 * transfer and when it ended, in seconds.  transfers.c does the same in MPI.
 */
#include <simgrid/s4u.hpp>
#include <xbt/log.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace sg = simgrid::s4u;

int main(int argc, char **argv)
{
    xbt_log_control_set("root.thresh:critical");
    sg::Engine engine(&argc, argv);
    std::vector<double> ended(static_cast<size_t>(argc));
    static int payload;

    if (argc < 2)
        return 64;
    engine.load_platform(argv[1]);
    for (int i = 2; i < argc; i++) {
        char from, to;
        double bytes, start;

        if (sscanf(argv[i], "%c:%c:%lf@%lf", &from, &to, &bytes, &start) != 4)
            return 64;
        auto *box = sg::Mailbox::by_name(std::to_string(i));
        sg::Actor::create("from", sg::Host::by_name(std::string(1, from)),
                          [box, bytes, start] {
                              sg::this_actor::sleep_until(start);
                              box->put(&payload, static_cast<uint64_t>(bytes));
                          });
        sg::Actor::create(
            "to", sg::Host::by_name(std::string(1, to)), [box, i, &ended] {
                box->get<int>();
                ended[static_cast<size_t>(i)] = sg::Engine::get_clock();
            });
    }
    engine.run();
    for (int i = 2; i < argc; i++)
        printf("%d %.12e\n", i - 2, ended[static_cast<size_t>(i)]);
    return 0;
}
