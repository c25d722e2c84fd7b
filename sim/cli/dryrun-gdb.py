# dryrun-gdb.py - commands for gdb, loaded by `dryrun --gdb`.
#
# A rank that does not run is a stack that nobody points to.  To see it, the
# registers are set to where the rank sleeps, and set back before the program
# goes on.
import gdb

REGISTERS = ("rip", "rsp", "rbp", "rbx", "r12", "r13", "r14", "r15")


class Kept:
    """The registers of the thread while another rank is looked at."""

    values = None


def fact(expression):
    return gdb.parse_and_eval(expression)


def must_run():
    if gdb.selected_inferior().pid == 0:
        raise gdb.GdbError("nothing runs: begin with the command run")


def number(function, rank):
    return int(fact("((unsigned long (*)(int)) %s)(%d)" % (function, rank)))


def text(function):
    return fact("((char *(*)(void)) %s)()" % function).string(
        errors="replace")


def come_back():
    gdb.newest_frame().select()
    if Kept.values is not None:
        for name, value in Kept.values.items():
            gdb.execute("set $%s = %d" % (name, value), to_string=True)
        Kept.values = None


def look_at(rank):
    come_back()
    frame = number("dr_gdb_frame", rank)
    code = number("dr_gdb_code", rank)
    if frame == 0 or code == 0:
        raise gdb.GdbError("rank %d does not sleep" % rank)
    Kept.values = {n: int(fact("(unsigned long)$" + n)) for n in REGISTERS}
    gdb.execute("set $rbp = %d" % frame, to_string=True)
    gdb.execute("set $rsp = %d" % (frame - 256), to_string=True)
    gdb.execute("set $rip = %d" % code, to_string=True)


def of_program(frame):
    """Is it the program's code?  The simulator and the libraries below it are
    objects that gdb knows by their files; copies of the program are not."""
    sal = frame.find_sal()
    return (frame.is_valid() and gdb.solib_name(frame.pc()) is None and
            frame.name() is not None and sal.symtab is not None)


def show_program():
    """Choose the innermost frame of the program; print its frames only."""
    levels = []
    frame, level = gdb.newest_frame(), 0
    while frame is not None:
        if of_program(frame):
            levels.append(level)
        frame, level = frame.older(), level + 1
    if not levels:
        gdb.execute("backtrace")
        return
    shown = False
    for line in gdb.execute("backtrace", to_string=True).splitlines():
        if line.startswith("#"):
            shown = int(line[1:].split()[0]) in levels
        if shown:
            gdb.write(line + "\n")
    gdb.execute("frame %d" % levels[0], to_string=True)


class Dryrun(gdb.Command):
    """The ranks of a simulated MPI program."""

    def __init__(self):
        super().__init__("dryrun", gdb.COMMAND_STACK, prefix=True)


class Ranks(gdb.Command):
    """dryrun ranks: what each rank does."""

    def __init__(self):
        super().__init__("dryrun ranks", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        must_run()
        come_back()
        gdb.write(text("dr_gdb_ranks"))


class Waits(gdb.Command):
    """dryrun waits: who waits for whom, and why."""

    def __init__(self):
        super().__init__("dryrun waits", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        must_run()
        come_back()
        gdb.write(text("dr_gdb_waits"))


class Rank(gdb.Command):
    """dryrun rank N: show the program's calls of a rank that sleeps.

Then up, down, print and info locals work there, from the innermost on;
backtrace shows the simulator's calls too.  "dryrun back" leaves it; continuing
does that by itself."""

    def __init__(self):
        super().__init__("dryrun rank", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        try:
            rank = int(argument)
        except ValueError:
            raise gdb.GdbError("usage: dryrun rank NUMBER")
        must_run()
        look_at(rank)
        show_program()


class Back(gdb.Command):
    """dryrun back: leave the stack that dryrun rank showed."""

    def __init__(self):
        super().__init__("dryrun back", gdb.COMMAND_STACK)

    def invoke(self, argument, from_tty):
        come_back()


for command in (Dryrun, Ranks, Waits, Rank, Back):
    command()

for resumes in ("continue", "step", "next", "finish", "until", "stepi",
                "nexti", "jump", "call", "kill"):
    gdb.execute("define hook-%s\ndryrun back\nend" % resumes)
