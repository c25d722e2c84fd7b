#!/bin/sh
# tests/deadlock/cases.sh BUILD CASE: what a deadlock report says, word by
# word, and its pictures.
set -u
build=$1
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

failed=0
differs() {
    echo "FAILED: $*"
    failed=1
}

# Build app from the body of main on standard input; the first line is 8.
program() {
    {
        cat <<'END'
#include <dryrun.h>
#include <mpi.h>
#include <stdlib.h>
END
        echo "${before_main:-}int main(int argc, char **argv) {"
        cat <<'END'
int rank, size, v = 0, w[64] = {0}; (void)v; (void)w; (void)rank; (void)size;
MPI_Init(&argc, &argv); MPI_Comm_rank(MPI_COMM_WORLD, &rank);
MPI_Comm_size(MPI_COMM_WORLD, &size);
END
        cat
        echo 'MPI_Finalize(); return 0; }'
    } >app.c
    drycc -O0 -w app.c -o app || differs "app.c does not build"
}

# Run with these options; the report is in the file "said".
hangs() {
    timeout 100 dryrun "$@" 2>said
    status=$?
    [ "$status" -eq 80 ] || { cat said; differs "status $status, not 80"; }
}

says() {
    grep -qF -- "$1" said || { cat said; differs "not said: $1"; }
}

says_not() {
    ! grep -qF -- "$1" said || { cat said; differs "said: $1"; }
}

# With a callback for DR_Then, which sends.
then_program() {
    before_main='static int in, out;
static int back(MPI_Status *s, void *d, MPI_Request *n) {
return MPI_Isend(d, 1, MPI_INT, 0, 2, MPI_COMM_WORLD, n); } '
    before_main=$(echo "$before_main" | tr '\n' ' ')
    program
}

a_continuation_that_waits_is_named() { # case
    then_program <<'END'
MPI_Request r = MPI_REQUEST_NULL;
if (rank == 1) {
MPI_Irecv(&in, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &r);
DR_Then(&r, back, &out);
}
if (rank == 0)
MPI_Irecv(&in, 1, MPI_INT, 1, 2, MPI_COMM_WORLD, &r);
if (rank < 2) MPI_Request_free(&r);
END
    hangs -n 2 ./app
    says "started by MPI_Irecv at app.c:10, which DR_Then at app.c:11 waits for"
    says "a way out: let rank 0 send rank 1 a message with tag 1 before it ends, or leave out MPI_Irecv at app.c:10"
    says_not "leave out MPI_Finalize"
    mended 's/^if (rank < 2)/if (rank == 0) MPI_Send(\&v, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);\n&/'
}

a_callback_that_cannot_run_is_told() { # case
    then_program <<'END'
MPI_Request r = MPI_REQUEST_NULL;
if (rank == 1) {
MPI_Irecv(&in, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &r);
DR_Then(&r, back, &out);
MPI_Recv(&v, 1, MPI_INT, 0, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Wait(&r, MPI_STATUS_IGNORE);
} else if (rank == 0) {
MPI_Send(&v, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
MPI_Recv(&v, 1, MPI_INT, 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Send(&v, 1, MPI_INT, 1, 3, MPI_COMM_WORLD);
}
END
    hangs -n 2 ./app
    says "the callback of DR_Then at app.c:11 is ready, but callbacks run in MPI_Wait, MPI_Test and their kin, not in MPI_Recv"
    says "a way out: let rank 1 wait for the request of DR_Then at app.c:11 before MPI_Recv at app.c:12"
    mended 's/^MPI_Recv.*0, 3,/MPI_Wait(\&r, MPI_STATUS_IGNORE);\n&/'
}

crossed_communicators_are_named() { # case
    program <<'END'
MPI_Comm a, b, c[2];
MPI_Comm_dup(MPI_COMM_WORLD, &a); MPI_Comm_dup(MPI_COMM_WORLD, &b);
if (rank == 0) {
MPI_Barrier(a);
MPI_Barrier(b);
} else {
MPI_Barrier(b);
MPI_Barrier(a);
}
MPI_Comm_free(&a); MPI_Comm_free(&b);
END
    hangs -n 3 ./app
    says "rank 2 has not entered this MPI_Barrier of the 1st of 2 communicators that it has made by MPI_Comm_dup at app.c:9"
    says "a way out: let ranks 0 and 2 call MPI_Barrier of the same communicator, or of both communicators in the same order: rank 0 is in that at app.c:11, of the 1st of 2 communicators that it has made by MPI_Comm_dup at app.c:9, rank 2 in that at app.c:14, of the 2nd of"
    mended 's/^} else {/} else { MPI_Barrier(a); MPI_Barrier(b); } if (0) {/'
    sed -i 's/; MPI_Comm_dup/;\n&/; s/^; MPI/MPI/; s/^if (rank == 0) {/MPI_Comm_set_name(b, "halo");\n&/' app.c
    drycc -O0 -w app.c -o app
    hangs -n 2 ./app
    says "of the communicator made by MPI_Comm_dup at app.c:9, rank 1 in that at app.c:16, of halo"
}

a_message_that_nobody_sends_is_advised() { # case
    program <<'END'
MPI_Request r[2] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
if (rank == 0) {
MPI_Irecv(&w[0], 1, MPI_INT, 1, 1, MPI_COMM_WORLD, &r[0]);
MPI_Irecv(&w[1], 1, MPI_INT, 2, 9, MPI_COMM_WORLD, &r[1]);
MPI_Waitany(2, r, &v, MPI_STATUS_IGNORE);
MPI_Waitany(2, r, &v, MPI_STATUS_IGNORE);
}
if (rank == 1) MPI_Send(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
MPI_Bcast(&v, 1, MPI_INT, 0, MPI_COMM_WORLD);
END
    hangs -n 3 ./app
    says "a way out: let rank 2 send rank 0 a message with tag 9 before MPI_Bcast at app.c:16; or, if it sends that later, let rank 0 call MPI_Bcast before MPI_Waitany at app.c:13"
    mended 's/^MPI_Bcast/if (rank == 2) MPI_Send(\&v, 1, MPI_INT, 0, 9, MPI_COMM_WORLD);\n&/'
    program <<'END'
if (rank) while (!v)
MPI_Iprobe(0, 1, MPI_COMM_WORLD, &v, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "a way out: let rank 0 send rank 1 a message with tag 1 before it ends, or give the loop around MPI_Iprobe at app.c:9 another way out"
}

no_tag_is_advised_where_there_is_no_room() { # case
    program <<'END'
static double b[100000];
if (rank == 0) {
MPI_Recv(b, 1, MPI_DOUBLE, 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Recv(b, 100000, MPI_DOUBLE, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
} else if (rank == 1) {
MPI_Send(b, 100000, MPI_DOUBLE, 0, 1, MPI_COMM_WORLD);
MPI_Send(b, 1, MPI_DOUBLE, 0, 2, MPI_COMM_WORLD);
}
END
    hangs -n 2 ./app
    says "has room for 8 of its 800000 bytes"
    says_not "change tag"
    says "a way out: replace MPI_Send at app.c:13 (rank 1) by MPI_Isend"
    mended 's/^MPI_Send.*0, 1,.*/MPI_Request r; MPI_Isend(b, 100000, MPI_DOUBLE, 0, 1, MPI_COMM_WORLD, \&r);/; s/^MPI_Send.*0, 2,.*/&\nMPI_Wait(\&r, MPI_STATUS_IGNORE);/'
}

a_matched_probe_that_took_the_message_is_told() { # case
    program <<'END'
MPI_Message m; MPI_Request r;
if (rank == 0) {
MPI_Mprobe(MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, &m, MPI_STATUS_IGNORE);
MPI_Mrecv(&v, 1, MPI_INT, &m, MPI_STATUS_IGNORE);
MPI_Recv(&v, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
} else {
if (rank == 2) DR_Compute(1);
MPI_Send(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
}
END
    hangs -n 3 ./app
    says "rank 1 sent one with tag 1 at app.c:15, taken by MPI_Mprobe from any source at app.c:10"
    says "a way out: do not let MPI_Mprobe from any source at app.c:10 (rank 0) take the message that rank 1 sends at app.c:15: give that a tag of its own, or name the source of that probe"
    mended 's/MPI_ANY_SOURCE/2/'
}

a_post_for_others_is_told() { # case
    program <<'END'
MPI_Win win; MPI_Group all, zero, one;
MPI_Win_create(w, 8, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
MPI_Win_get_group(win, &all);
MPI_Group_incl(all, 1, (int[]){0}, &zero); MPI_Group_incl(all, 1, (int[]){1}, &one);
if (rank == 0) {
MPI_Win_post(one, 0, win);
MPI_Win_wait(win);
} else {
MPI_Win_start(zero, 0, win);
MPI_Win_complete(win); }
MPI_Group_free(&all); MPI_Group_free(&zero); MPI_Group_free(&one);
MPI_Win_free(&win);
END
    hangs -n 3 ./app
    says "rank 0 has not posted its window made at app.c:9 for MPI_Win_start at app.c:16; its last MPI_Win_post at app.c:13 is not for that"
    says "a way out: let rank 0 name rank 2 in the group of MPI_Win_post at app.c:13, or call MPI_Win_post with rank 2 in the group, and then MPI_Win_wait, before MPI_Win_free at app.c:19"
}

an_error_that_a_stuck_rank_was_told_comes_first() { # case
    program <<'END'
MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
if (rank == 0)
MPI_Send(&v, 1, MPI_INT, 1, -8, MPI_COMM_WORLD);
MPI_Recv(&v, 1, MPI_INT, !rank, 8, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says 'dryrun: note: invalid_argument: rank 0, MPI_Send: the tag is -8 (MPI_ERR_TAG)'
    says 'a way out: first mend the error that rank 0 was told by MPI_Send at app.c:10'
    hangs -n 2 --report json ./app
    [ "$(jq -r .deadlock.way_out said)" = 'first mend the error that rank 0 was told by MPI_Send at app.c:10' ] ||
        differs "another way out"
    program <<'END'
MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
if (rank == 0)
MPI_Send(&v, -1, MPI_INT, 1, 8, MPI_COMM_WORLD);
else
MPI_Recv(&v, 1, MPI_INT, 0, 8, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says 'a way out: first mend the error that rank 0 was told by MPI_Send at app.c:10'
}

a_wrong_tag_is_reported_word_by_word() { # case
    program <<'END'
if (rank == 0)
MPI_Send(&v, 1, MPI_INT, 1, 8, MPI_COMM_WORLD);
else
MPI_Recv(&v, 1, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    cat >want <<'END'
dryrun: deadlock at 0.000000000 s: 1 of 2 ranks waits for ever
  rank 1: MPI_Recv(buf, 1, MPI_INT, 0, 7, MPI_COMM_WORLD, MPI_STATUS_IGNORE) at app.c:11
      receive with tag 7 from rank 0, which has ended: no such message is coming
      near miss: rank 0 has sent it 4 bytes with tag 8 at app.c:9, not received: it asks for tag 7
  chain of 2: rank 1 -> 0, which is done with MPI
  a way out: in the receive at app.c:11 (rank 1), change tag 7 to 8; or change the send at app.c:9 (rank 0) to suit
  to see it again: dryrun -n 2 ./app
dryrun: 2 ranks on default, hybrid network, strong progress, eager limit 64 KiB
END
    diff want said || differs "another report"
}

a_ring_of_sends_is_reported_word_by_word() { # case
    program <<'END'
static char b[100000];
MPI_Send(b, sizeof b, MPI_BYTE, (rank + 1) % size, 0, MPI_COMM_WORLD);
MPI_Recv(b, sizeof b, MPI_BYTE, (rank + size - 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 3 ./app "two words"
    cat >want <<'END'
dryrun: deadlock at 0.000000000 s: 3 of 3 ranks wait for ever
  3 ranks (0-2) alike, rank 0: MPI_Send(buf, 100000, MPI_BYTE, 1, 0, MPI_COMM_WORLD) at app.c:9
      send to rank 1: no matching receive was posted, and its 100000 bytes are above the eager limit of 65536
  cycle of 3: rank 0 -> 1 -> 2 -> 0 (each waits for the next)
  a way out: replace MPI_Send at app.c:9 (rank 0) by MPI_Isend, or let rank 0 receive before it sends; with an eager limit of at least 100000 bytes (now 65536) it would not show
  to see it again: dryrun -n 3 ./app 'two words'
dryrun: 3 ranks on default, hybrid network, strong progress, eager limit 64 KiB
END
    sed '/still on the way/d' said | diff want - || differs "another report"
}

another_communicator_is_a_near_miss() { # case
    program <<'END'
MPI_Comm c; MPI_Comm_dup(MPI_COMM_WORLD, &c); MPI_Comm_set_name(c, "halo");
if (rank == 0) MPI_Send(&v, 1, MPI_INT, 1, 5, c);
else MPI_Recv(&v, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "near miss: rank 0 has sent it 4 bytes with tag 5 on halo at app.c:9, not received: it asks on MPI_COMM_WORLD"
    says "a way out: in the receive at app.c:10 (rank 1), use the communicator of the send"
}

another_source_is_a_near_miss() { # case
    program <<'END'
if (rank == 2) MPI_Send(&v, 1, MPI_INT, 1, 5, MPI_COMM_WORLD);
if (rank == 1) MPI_Recv(&v, 1, MPI_INT, 0, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 3 ./app
    says "near miss: rank 2 has sent it 4 bytes with tag 5 at app.c:8, not received: it asks for rank 0"
    says "name rank 2 as its source instead of 0"
}

a_send_sees_a_receive_with_another_tag_and_too_little_room() { # case
    program <<'END'
if (rank == 0) MPI_Ssend(w, 4, MPI_INT, 1, 5, MPI_COMM_WORLD);
else MPI_Recv(&v, 1, MPI_INT, 0, 6, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "near miss: rank 1 receives with tag 6 at app.c:9: this send has tag 5 (and has room for 4 of its 16 bytes)"
}

# Epochs and locks: what is missing is named, and who lacks it.
windows() { # what ranks do: a window `w`, the group of the other rank
    {
        cat <<'END'
MPI_Win w_; MPI_Group all, other;
MPI_Win_create(w, sizeof w, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &w_);
MPI_Win_get_group(w_, &all); MPI_Group_incl(all, 1, &(int){1 - rank}, &other);
END
        cat
    } | program
    hangs -n 2 ./app
}

locks_want_an_unlock() { # case
    windows <<'END'
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, rank, 0, w_); MPI_Barrier(MPI_COMM_WORLD);
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1 - rank, 0, w_);
END
    says "a way out: let rank 1 call MPI_Win_unlock for its own window before MPI_Win_lock at app.c:12; or let all ranks lock windows in the same order"
    windows <<'END'
if (rank == 0) MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, w_);
MPI_Barrier(MPI_COMM_WORLD);
if (rank == 1) MPI_Win_lock(MPI_LOCK_SHARED, 1, 0, w_);
MPI_Barrier(MPI_COMM_WORLD);
END
    says "a way out: let rank 0 call MPI_Win_unlock for the window of rank 1 before MPI_Barrier at app.c:14"
    windows <<'END'
if (rank == 0) { MPI_Win_lock_all(0, w_); MPI_Put(&v, 1, MPI_INT, 1, 0, 1, MPI_INT, w_); MPI_Win_flush_all(w_); }
MPI_Barrier(MPI_COMM_WORLD);
if (rank == 1) MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, w_);
MPI_Barrier(MPI_COMM_WORLD);
END
    says "a way out: let rank 0 call MPI_Win_unlock_all before MPI_Barrier at app.c:14"
}

windows_are_told_by_their_names() { # case
    windows <<'END'
MPI_Win_set_name(w_, "counter");
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, rank, 0, w_); MPI_Barrier(MPI_COMM_WORLD);
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1 - rank, 0, w_);
END
    says "the exclusive lock on rank 1's window \"counter\" is not to be had: rank 1 holds it since MPI_Win_lock at app.c:12"
    windows <<'END'
MPI_Win_set_name(w_, "halo");
MPI_Win_start(other, 0, w_); MPI_Win_complete(w_); MPI_Win_post(other, 0, w_);
END
    says "rank 1 has not posted its window \"halo\" for MPI_Win_start at app.c:12"
}

# Three windows without a name, two of them of one line; the first line of what
# ranks do is 12.
some_windows() {
    {
        cat <<'END'
MPI_Win a, b[2]; MPI_Group all, other;
MPI_Win_create(w, sizeof w, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &a);
for (int i = 0; i < 2; i++) MPI_Win_create(w, sizeof w, 1, MPI_INFO_NULL, MPI_COMM_WORLD, &b[i]);
MPI_Win_get_group(a, &all); MPI_Group_incl(all, 1, &(int){1 - rank}, &other);
END
        cat
    } | program
    hangs -n 2 --deadlock-graph said.dot ./app
}

collectives_of_files_are_told_by_the_names_of_these() { # case
    program <<'END'
MPI_File a, b; MPI_Status status;
MPI_File_open(MPI_COMM_WORLD, "in", MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &a);
MPI_File_open(MPI_COMM_WORLD, "out", MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &b);
MPI_File_read_all(rank ? a : b, w, 1, MPI_INT, &status);
END
    hangs -n 2 ./app
    says 'rank 1 has not entered this MPI_File_read_all of file "out"'
    says 'rank 0 has not entered this MPI_File_read_all of file "in"'
}

calls_on_files_are_told_with_name_and_mode() { # case
    program <<'END'
MPI_File f; char name[200]; MPI_Info hints;
MPI_Info_create(&hints);
memset(name, 'x', sizeof name); strcpy(name + 150, "/the \"end\" of it");
if (rank == 0) MPI_File_open(MPI_COMM_WORLD, "out.dat", MPI_MODE_CREATE | MPI_MODE_RDWR, MPI_INFO_NULL, &f);
else if (rank == 1) MPI_File_open(MPI_COMM_WORLD, name, MPI_MODE_RDONLY, hints, &f);
END
    hangs -n 3 ./app
    says 'MPI_File_open(MPI_COMM_WORLD, "out.dat", MPI_MODE_RDWR | MPI_MODE_CREATE, MPI_INFO_NULL, ...) at app.c:1'
    says 'MPI_File_open(MPI_COMM_WORLD, "...xxx'
    says 'xx/the ?end? of it", MPI_MODE_RDONLY, info, ...) at app.c:1'
    program <<'END'
MPI_File f;
MPI_File_open(MPI_COMM_WORLD, "out.dat", MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE, MPI_INFO_NULL, &f);
if (rank) MPI_File_seek_shared(f, 3, MPI_SEEK_END);
else if (rank == 0) MPI_Barrier(MPI_COMM_WORLD);
END
    hangs -n 2 ./app
    says 'MPI_File_seek_shared(file, 3, MPI_SEEK_END)'
    program <<'END'
MPI_File f;
MPI_File_open(MPI_COMM_WORLD, "out.dat", MPI_MODE_CREATE | MPI_MODE_RDWR | MPI_MODE_DELETE_ON_CLOSE, MPI_INFO_NULL, &f);
if (rank == 0) MPI_File_set_view(f, 8, MPI_DOUBLE, MPI_DOUBLE, "native", MPI_INFO_NULL);
END
    hangs -n 2 ./app
    says 'MPI_File_set_view(file, 8, MPI_DOUBLE, MPI_DOUBLE, "native", MPI_INFO_NULL)'
}

windows_without_a_name_are_told_by_where_they_were_made() { # case
    some_windows <<'END'
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, rank ? a : b[1]); MPI_Barrier(MPI_COMM_WORLD);
MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 0, 0, rank ? b[1] : a);
END
    says "the exclusive lock on rank 0's window made at app.c:9 is not to be had: rank 1 holds it since MPI_Win_lock at app.c:12"
    says "the exclusive lock on rank 0's 2nd window made at app.c:10 is not to be had: rank 0 holds it since MPI_Win_lock at app.c:12"
    says "let rank 1 call MPI_Win_unlock for the window made at app.c:9 of rank 0 before"
    grep -qF 'r1 [label="rank 1\nMPI_Win_lock\napp.c:13\n2nd window made at app.c:10"' said.dot ||
        differs "no window in the picture"
    dryrun -n 2 --report json ./app 2>said
    [ "$(jq -r '.deadlock.ranks[1].window' said)" = '2nd window made at app.c:10' ] ||
        differs "another window"
    some_windows <<'END'
MPI_Win_fence(0, rank ? a : b[0]);
END
    says "rank 1 has not entered this MPI_Win_fence of the 1st window made at app.c:10"
    says "rank 0 has not entered this MPI_Win_fence of the window made at app.c:9"
    says "a way out: let ranks 0 and 1 call MPI_Win_fence of the same window, or of both windows in the same order: rank 0 is in that of the 1st window made at app.c:10 at app.c:12, rank 1 in that of the window made at app.c:9 at app.c:12"
    some_windows <<'END'
if (rank) MPI_Win_free(&a); else { MPI_Win_set_name(b[0], "halo"); MPI_Win_free(b); }
END
    says 'rank 1 has not entered this MPI_Win_free of the window "halo"'
    some_windows <<'END'
if (rank) MPI_Win_post(other, 0, a); else { MPI_Win_start(other, 0, b[1]); MPI_Win_complete(b[1]); }
MPI_Barrier(MPI_COMM_WORLD);
END
    says "rank 1 has not posted its 2nd window made at app.c:10 for MPI_Win_start at app.c:12"
    says "a way out: let rank 1 post and rank 0 start the same window first: MPI_Win_post at app.c:12 posts the window made at app.c:9, MPI_Win_start at app.c:12 starts the 2nd window made at app.c:10"
    some_windows <<'END'
if (rank == 0) { MPI_Win_post(other, 0, a); MPI_Win_wait(a); }
else { MPI_Win_start(other, 0, b[1]); MPI_Win_complete(b[1]); }
END
    says "a way out: let rank 0 post and rank 1 start the same window first: MPI_Win_post at app.c:12 posts the window made at app.c:9, MPI_Win_start at app.c:13 starts the 2nd window made at app.c:10"
    some_windows <<'END'
if (rank == 0) MPI_Win_fence(0, a);
MPI_Win_free(b);
END
    says "a way out: let rank 1 call MPI_Win_fence of the window made at app.c:9 before MPI_Win_free at app.c:13"
    says_not "do what"
    some_windows <<'END'
if (rank) { MPI_Win_free(b); MPI_Win_free(b + 1); } else { MPI_Win_free(b + 1); MPI_Win_free(b); }
END
    says "a way out: let ranks 0 and 1 call MPI_Win_free of the same window, or of both windows in the same order: rank 0 is in that of the 2nd window made at app.c:10 at app.c:12, rank 1 in that of the 1st window made at app.c:10 at app.c:12"
    some_windows <<'END'
if (rank == 0) { MPI_Win_start(other, 0, b[1]); MPI_Win_complete(b[1]); }
MPI_Barrier(MPI_COMM_WORLD);
END
    says "a way out: let rank 1 call MPI_Win_post for its 2nd window made at app.c:10 with rank 0 in the group before MPI_Barrier at app.c:13, and MPI_Win_wait later"
    some_windows <<'END'
MPI_Win_post(other, 0, b[0]); MPI_Win_wait(b[0]);
END
    says "rank 1 has not completed its access to the 1st window made at app.c:10, which MPI_Win_post at app.c:12 exposed"
    says "let rank 1 call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, for the 1st window made at app.c:10 before"
    some_windows <<'END'
if (rank == 0) { MPI_Win_lock_all(0, a); MPI_Put(&v, 1, MPI_INT, 1, 0, 1, MPI_INT, a); MPI_Win_flush_all(a); }
MPI_Barrier(MPI_COMM_WORLD); if (rank == 1) MPI_Win_lock(MPI_LOCK_EXCLUSIVE, 1, 0, a);
MPI_Barrier(MPI_COMM_WORLD);
END
    says "let rank 0 call MPI_Win_unlock_all for the window made at app.c:9 before"
}

epochs_want_a_post_or_a_complete() { # case
    windows <<'END'
MPI_Win_start(other, 0, w_); MPI_Win_complete(w_); MPI_Win_post(other, 0, w_);
END
    says "a way out: let rank 1 call MPI_Win_post with rank 0 in the group before MPI_Win_complete at app.c:11, and MPI_Win_wait later"
    windows <<'END'
MPI_Win_post(other, 0, w_); MPI_Win_start(other, 0, w_); MPI_Win_wait(w_);
END
    says "a way out: let rank 1 call MPI_Win_complete before MPI_Win_wait at app.c:11"
    windows <<'END'
if (rank == 0) { MPI_Win_post(other, 0, w_); MPI_Win_wait(w_); }
END
    says "a way out: let rank 1 call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, before it ends, or leave rank 1 out of the group of MPI_Win_post at app.c:11"
}

# The same program ends if it is changed as its report says: by these
# expressions of sed.
mended() {
    sed "$@" app.c >better.c && ! cmp -s app.c better.c || differs "not changed"
    drycc -O0 -w better.c -o better || differs "better.c does not build"
    timeout 100 dryrun -n 3 ./better 2>said || { cat said; differs "not mended by $*"; }
    says_not "dryrun: note"
}

# Ranks of a window: `to[i]` is the group of rank i; $1 is what they do.
access() {
    program <<END
MPI_Win win; MPI_Group all, to[3];
MPI_Win_create(w, 64, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
MPI_Win_get_group(win, &all);
for (int i = 0; i < 3; i++) MPI_Group_incl(all, 1, &i, &to[i]);
$1
MPI_Win_free(&win);
for (int i = 0; i < 3; i++) MPI_Group_free(&to[i]);
MPI_Group_free(&all);
END
    hangs -n 3 ./app
}

what_is_advised_of_posts_ends_the_program() { # case
    access 'if (rank == 1) { MPI_Win_start(to[0], 0, win);
MPI_Win_complete(win); }'
    says "a way out: let rank 0 call MPI_Win_post with rank 1 in the group, and then MPI_Win_wait, before MPI_Win_free at app.c:14"
    mended 's/^MPI_Win_free/if (rank == 0) { MPI_Win_post(to[1], 0, win); MPI_Win_wait(win); }\n&/'
    access 'if (rank == 0) { MPI_Win_post(all, 0, win); MPI_Win_wait(win); }
else if (rank == 1) { MPI_Win_start(to[0], 0, win); MPI_Win_complete(win); }'
    says "let rank 0 call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, before MPI_Win_wait at app.c:12"
    access 'MPI_Group two; MPI_Group_union(to[1], to[2], &two);
if (rank == 0) { MPI_Win_post(two, 0, win);
MPI_Win_wait(win); }
else if (rank == 1) { MPI_Win_start(to[0], 0, win); MPI_Win_complete(win); }
MPI_Group_free(&two);'
    says "a way out: let rank 2 call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, before MPI_Win_free at app.c:17, or leave rank 2 out of the group of MPI_Win_post at app.c:13"
    mended 's/^MPI_Win_free/if (rank == 2) { MPI_Win_start(to[0], 0, win); MPI_Win_complete(win); }\n&/'
    mended 's/post(two/post(to[1]/'
    access 'if (rank == 0) { MPI_Win_start(to[2], 0, win);
MPI_Put(&v, 1, MPI_INT, 2, 0, 1, MPI_INT, win); MPI_Win_complete(win); }
if (rank == 1) { MPI_Win_post(to[0], 0, win); MPI_Win_wait(win); }'
    says "a way out: let rank 0 name rank 1, which has posted for it by MPI_Win_post at app.c:14, instead of rank 2 in the group of MPI_Win_start at app.c:12, and access that"
    mended -e 's/start(to\[2/start(to[1/' -e 's/INT, 2, 0/INT, 1, 0/'
}

the_wrong_rank_in_a_group_is_named() { # case
    access 'if (rank == 1) { MPI_Win_start(to[2], 0, win);
MPI_Put(&v, 1, MPI_INT, 2, 0, 1, MPI_INT, win); MPI_Win_complete(win); }
if (rank == 0) { MPI_Win_post(to[1], 0, win); MPI_Win_wait(win); }'
    says "a way out: let rank 1 name rank 0, which has posted for it by MPI_Win_post at app.c:14, instead of rank 2 in the group of MPI_Win_start at app.c:12, and access that"
    mended -e 's/start(to\[2/start(to[0/' -e 's/INT, 2, 0/INT, 0, 0/'
}

what_is_advised_of_posts_fits_the_epochs() { # case
    access 'if (rank == 0) { MPI_Win_post(to[2], 0, win);
MPI_Win_wait(win); }
else { MPI_Win_start(to[0], 0, win); MPI_Win_complete(win); }'
    says "a way out: let rank 0 name rank 1 in the group of MPI_Win_post at app.c:12, or call MPI_Win_post with rank 1 in the group, and then MPI_Win_wait, before MPI_Win_free at app.c:15"
    mended 's/^MPI_Win_free/if (rank == 0) { MPI_Win_post(to[1], 0, win); MPI_Win_wait(win); }\n&/'
    mended 's/post(to\[2\]/post(to[rank], 0, win); MPI_Win_start(to[rank], 0, win); MPI_Win_complete(win); MPI_Win_wait(win); MPI_Group_incl(all, 2, (int[]){1, 2}, \&to[0]); MPI_Win_post(to[0]/'
    # Rank 0 has posted for it before, and must again.
    access 'if (rank == 0) { MPI_Win_post(to[1], 0, win); MPI_Win_wait(win);
MPI_Recv(&v, 1, MPI_INT, 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); }
if (rank == 1) { for (int i = 0; i < 2; i++) { MPI_Win_start(to[0], 0, win);
MPI_Win_complete(win); }
MPI_Send(&v, 1, MPI_INT, 0, 0, MPI_COMM_WORLD); }'
    says "a way out: let rank 0 call MPI_Win_post with rank 1 in the group before MPI_Recv at app.c:13, and MPI_Win_wait later"
    mended 's/^MPI_Recv/MPI_Win_post(to[1], 0, win); & /;s/IGNORE); }/IGNORE); MPI_Win_wait(win); }/'
    access 'if (rank == 0) { MPI_Win_post(to[1], 0, win); MPI_Win_wait(win); }
if (rank == 1) { MPI_Win_lock(MPI_LOCK_SHARED, 2, 0, win);
MPI_Recv(&v, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE); }'
    says "a way out: let rank 1 end its locks of the window, then call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, before MPI_Recv at app.c:14"
}

a_test_of_an_exposure_is_told_as_its_wait_is() { # case
    access 'if (rank == 0) { int done = 0; MPI_Win_post(to[1], 0, win);
while (!done)
MPI_Win_test(win, &done); }
if (rank == 1) { MPI_Win_start(to[0], 0, win);
MPI_Barrier(MPI_COMM_WORLD); MPI_Win_complete(win); }
else MPI_Barrier(MPI_COMM_WORLD);'
    says "rank 1 has not completed its access to the window made at app.c:9, which MPI_Win_post at app.c:12 exposed"
    says "it polls in vain"
    says "cycle of 2: rank 0 -> 1 -> 0"
    says "a way out: let rank 1 call MPI_Win_complete before MPI_Barrier at app.c:16"
    mended 's/^MPI_Barrier.*MPI_Win_complete(win);/MPI_Win_complete(win); MPI_Barrier(MPI_COMM_WORLD);/'
    access 'if (rank == 0) { int done = 0; MPI_Win_post(to[1], 0, win);
while (!done) { MPI_Win_test(win, &done); } }'
    says "rank 1 has not completed its access"
    says "let rank 1 call MPI_Win_start with rank 0 in the group, and MPI_Win_complete, before MPI_Win_free at app.c:14, or leave rank 1 out of the group of MPI_Win_post at app.c:12"
}

# Rank 1 does $2 until it finds something; the others do $1 before.
spins() {
    program <<END
MPI_Win win; int one = 1, zero = 0, f = 0; MPI_Request q; MPI_Datatype vector; v = 7;
MPI_Win_create(w, rank == 0 ? 64 : 0, 4, MPI_INFO_NULL, MPI_COMM_WORLD, &win);
MPI_Type_vector(2, 1, 3, MPI_INT, &vector); MPI_Type_commit(&vector);
MPI_Win_lock_all(0, win);
if (rank != 1) {
$1
MPI_Win_flush_all(win); }
MPI_Barrier(MPI_COMM_WORLD);
if (rank == 1)
do {
$2
MPI_Win_flush(0, win); } while (!f);
MPI_Win_unlock_all(win); MPI_Win_free(&win); MPI_Type_free(&vector);
END
    hangs -n 3 ./app
}

a_look_at_a_window_says_where_it_looks() { # case
    spins 'if (rank == 2)
MPI_Put(&one, 1, MPI_INT, 0, 2, 1, MPI_INT, win);' \
        'MPI_Get(&f, 1, MPI_INT, 0, 1, 1, MPI_INT, win);'
    says "      its last look is MPI_Get at app.c:19: bytes 4 to 7 of rank 0's window made at app.c:9"
    says "      no operation on the window has written there; the last that wrote to rank 0's window, by rank 2, is MPI_Put at app.c:14: bytes 8 to 11"
    says "livelock: all who are not asleep look for what nobody sends or writes"
    says "a way out: write what rank 1 looks for to bytes 4 to 7 of rank 0's window made at app.c:9, or give the loop another way out"
    mended 's/MPI_INT, 0, 2, 1/MPI_INT, 0, 1, 1/'
    spins 'MPI_Win_set_name(win, "board");' \
        'MPI_Fetch_and_op(&zero, &f, MPI_INT, 0, 3, MPI_NO_OP, win);'
    says "      its last look is MPI_Fetch_and_op at app.c:18: bytes 12 to 15 of rank 0's window"
    says 'of rank 0'"'"'s window "board"'
    says "      no operation on the window has written there"
    says_not "the last that wrote"
    spins '' 'MPI_Rget(&f, 1, MPI_INT, 0, 0, 1, MPI_INT, win, &q); MPI_Wait(&q, MPI_STATUS_IGNORE);'
    says "      its last look is MPI_Rget at app.c:18: bytes 0 to 3 of rank 0's window made at app.c:9"
}

a_look_at_attached_memory_says_how_much() { # case
    program <<'END'
MPI_Win win; MPI_Aint at; MPI_Get_address(w, &at);
MPI_Win_create_dynamic(MPI_INFO_NULL, MPI_COMM_WORLD, &win); MPI_Win_attach(win, w, sizeof w);
MPI_Bcast(&at, 1, MPI_AINT, 0, MPI_COMM_WORLD);
MPI_Win_lock_all(0, win);
if (rank == 0) { MPI_Put(&size, 1, MPI_INT, 0, at + 4, 1, MPI_INT, win); MPI_Win_flush(0, win); }
else while (!v) { MPI_Get(&v, 1, MPI_INT, 0, at, 1, MPI_INT, win); MPI_Win_flush(0, win); }
MPI_Barrier(MPI_COMM_WORLD);
END
    hangs -n 2 ./app
    says "      its last look is MPI_Get at app.c:13: 4 bytes of rank 0's window made at app.c:9"
    says "      no operation on the window has written there; the last that wrote to rank 0's window, by rank 0, is MPI_Put at app.c:12: 4 bytes elsewhere"
}

a_look_at_a_window_says_who_wrote_there() { # case
    spins 'if (rank == 0)
for (int i = 0; i < 4; i++)
MPI_Accumulate(&zero, 1, MPI_INT, 0, i, 1, MPI_INT, MPI_SUM, win);' \
        'MPI_Compare_and_swap(&one, &v, &f, MPI_INT, 0, 3, win);'
    says "      its last look is MPI_Compare_and_swap at app.c:20: bytes 12 to 15 of rank 0's window"
    says "      the last operation on the window that wrote there, by rank 0, is MPI_Accumulate at app.c:15"
    # Of more writes than are kept, nothing is said but what is sure.
    spins 'if (rank == 0)
for (int i = 0; i < 6; i++) {
MPI_Put(&zero, 1, MPI_INT, 0, 2 * i, 1, MPI_INT, win); MPI_Win_flush(0, win); }' \
        'MPI_Get(&f, 1, MPI_INT, 0, 1, 1, MPI_INT, win);'
    says "its last look is MPI_Get at app.c:20: bytes 4 to 7 of"
    says_not "no operation on the window has written there"
    says_not "the last operation on the window that wrote there"
    spins 'if (rank == 0)
for (int i = 0; i < 6; i++) {
MPI_Put(&zero, 1, MPI_INT, 0, 2 * i, 1, MPI_INT, win); MPI_Win_flush(0, win); }' \
        'MPI_Get(&f, 1, MPI_INT, 0, 13, 1, MPI_INT, win);'
    says "no operation on the window has written there; the last that wrote to rank 0's window, by rank 0, is MPI_Put at app.c:15: bytes 40 to 43"
    # Data with gaps may be beside it.
    spins 'if (rank == 0)
MPI_Put(w, 2, MPI_INT, 0, 0, 1, vector, win);' \
        'MPI_Get(&f, 1, MPI_INT, 0, 1, 1, MPI_INT, win);'
    says "its last look is MPI_Get at app.c:19: bytes 4 to 7 of"
    says_not "wrote there"
    says_not "written there"
}

nobody_is_sent_to_the_end_of_a_window() { # case
    access 'if (rank == 1)
MPI_Recv(&v, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);'
    says "a way out: let rank 0 send rank 1 a message with tag 0 before MPI_Win_free at app.c:14"
    says_not "call MPI_Win_free"
    mended 's/^MPI_Win_free/if (rank == 0) MPI_Send(\&v, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);\n&/'
    access 'if (rank == 1)
MPI_Recv(&v, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Barrier(MPI_COMM_WORLD);'
    says "a way out: let rank 0 send rank 1 a message with tag 0 before MPI_Barrier at app.c:14; or, if it sends that later, let rank 1 call MPI_Barrier before MPI_Recv at app.c:13"
    mended 's/^MPI_Barrier/if (rank == 0) MPI_Send(\&v, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);\n&/'
    says_not "still on the way"
}

steps_of_collectives_are_not_on_the_way() { # case
    program <<'END'
MPI_Request request, sends[3]; MPI_Ibarrier(MPI_COMM_WORLD, &request);
if (rank == 1)
for (int i = 0; i < 3; i++) MPI_Isend(w, 1, MPI_INT, 0, 6, MPI_COMM_WORLD, &sends[i]);
if (rank < 2) MPI_Recv(&v, 1, MPI_INT, !rank, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 3 ./app
    says "      3 messages are still on the way to it, which are not what this call waits for"
    program <<'END'
MPI_Request request; MPI_Ibarrier(MPI_COMM_WORLD, &request);
if (rank < 2) MPI_Recv(&v, 1, MPI_INT, !rank, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Wait(&request, MPI_STATUS_IGNORE);
END
    hangs -n 3 ./app
    says_not "on the way"
}

a_collective_is_never_replaced_by_a_send() { # case
    program <<'END'
DR_Object *o = DR_Object_integer(rank);
DR_Bcast_object(&o, rank == 2 ? 2 : 0, MPI_COMM_WORLD);
END
    hangs -n 3 --eager 0 ./app
    says "a way out: let all ranks of MPI_COMM_WORLD agree on the root: rank 0 calls DR_Bcast_object with root 0 at app.c:9, rank 2 DR_Bcast_object with root 2 at app.c:9"
    says "nothing is taken by rank 2, which is in it too"
    says_not "eager limit of at least"
    program <<'END'
DR_Object *o = DR_Object_integer(rank);
if (rank == 1) MPI_Recv(&v, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
DR_Bcast_object(&o, 0, MPI_COMM_WORLD);
if (rank == 0) MPI_Send(&v, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
END
    hangs -n 2 --eager 0 ./app
    says "a way out: let rank 0 send rank 1 a message with tag 0 before DR_Bcast_object at app.c:10; or, if it sends that later, let rank 1 call DR_Bcast_object before MPI_Recv at app.c:9"
    says "rank 1 has not entered this DR_Bcast_object"
}

# Rank 0 takes the message of rank 1 or 2, whichever comes first, then that of
# rank 2.
who_took_the_message_is_told() { # case
    program <<'END'
if (rank == 1) DR_Compute(1);
if (rank > 0) MPI_Send(&v, 1, MPI_INT, 0, 5, MPI_COMM_WORLD);
else { MPI_Recv(&v, 1, MPI_INT, MPI_ANY_SOURCE, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Recv(&v, 1, MPI_INT, 2, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE); }
END
    hangs -n 3 ./app
    says "      rank 2 sent one with tag 5 at app.c:9, taken by MPI_Recv from any source at app.c:10"
    says "a way out: do not let MPI_Recv from any source at app.c:10 (rank 0) take the message that rank 2 sends at app.c:9: give that a tag of its own, or name the source of that receive"
    # It is a way out.
    sed -i 's/MPI_ANY_SOURCE/1/' app.c && drycc -w app.c -o app
    dryrun -n 3 -q ./app || differs "it hangs all the same"
}

of_several_sources_that_fit_none_is_named() { # case
    program <<'END'
if (rank > 0 && rank < 3) MPI_Send(&v, 1, MPI_INT, 0, 5, MPI_COMM_WORLD);
if (rank == 0) MPI_Recv(&v, 1, MPI_INT, 3, 5, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 4 ./app
    says "a way out: in the receive at app.c:9 (rank 0), name no source (MPI_ANY_SOURCE); or change the send at app.c:8 (rank 1) to suit"
}

# With and without optimization.
inlined_callers_are_told_as_written() { # case
    cat >app.c <<'END'
#include <mpi.h>
static int v;
static void take(int peer)
{
    MPI_Recv(&v, 1, MPI_INT, peer, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}
static int steps(int n, int peer)
{
    for (int i = 0; i < n; i++)
        take(peer);
    return n;
}
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    steps(argc, 1 - rank);
    return MPI_Finalize();
}
END
    for level in 0 1 2 3 "2 -flto"; do
        # shellcheck disable=SC2086
        drycc -O$level app.c -o app || differs "app.c does not build"
        hangs -n 2 ./app
        says "MPI_STATUS_IGNORE) at app.c:5"
        says "      in take, called by steps at app.c:10, called by main at app.c:18"
    done
    dryrun -n 2 --report json ./app 2>said
    [ "$(jq -c '[.deadlock.ranks[0].callers[].line]' said)" = '[10,18]' ] ||
        differs "other callers"
    # A call that is a function's last is made, not jumped to.
    cat >app.c <<'END'
#include <mpi.h>
__attribute__((noinline)) int meet(void)
{
    return MPI_Barrier(MPI_COMM_WORLD);
}
int main(int argc, char **argv)
{
    int rank;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == 0)
        meet();
    return MPI_Finalize();
}
END
    drycc -O2 app.c -o app || differs "app.c does not build"
    hangs -n 2 ./app
    says "MPI_Barrier(MPI_COMM_WORLD) at app.c:4"
    says "      in meet, called by main at app.c:12"
    cat >app.cc <<'END'
#include <mpi.h>
struct ring {
    int v;
    void take(int peer)
    {
        MPI_Recv(&v, 1, MPI_INT, peer, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
};
int main(int argc, char **argv)
{
    ring r;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &r.v);
    r.take(1 - r.v);
    return MPI_Finalize();
}
END
    for level in 0 2; do
        dryc++ -O$level app.cc -o app || differs "app.cc does not build"
        hangs -n 2 ./app
        says "      in take, called by main at app.cc:14"
    done
}

arrays_of_statuses_are_ignored_by_their_name() { # case
    program <<'END'
MPI_Request r; MPI_Irecv(&v, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &r);
if (rank == 0) MPI_Waitall(1, &r, MPI_STATUSES_IGNORE);
else MPI_Wait(&r, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "MPI_Waitall(1, ..., MPI_STATUSES_IGNORE)"
    says "MPI_Wait(request, MPI_STATUS_IGNORE)"
}

# What is reported at a limit may only be late.
at_a_limit_nothing_is_claimed_of_the_future() { # case
    program <<'END'
static char b[100000]; int done = 0; MPI_Request r;
if (rank == 0) DR_Compute(10);
if (rank == 1) MPI_Recv(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
if (rank == 2) MPI_Recv(&v, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
if (rank == 3) MPI_Send(b, sizeof b, MPI_BYTE, 0, 1, MPI_COMM_WORLD);
if (rank == 4) MPI_Barrier(MPI_COMM_WORLD);
if (rank == 5) { MPI_Irecv(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, &r); while (!done) MPI_Test(&r, &done, MPI_STATUS_IGNORE); }
END
    dryrun -n 6 --time-limit 1ms ./app 2>said
    [ $? -eq 83 ] || differs "no limit"
    says "receive with tag 1 from rank 0: no such message has come so far"
    says "receive with tag 1 from any rank: no such message has come so far"
    says "send to rank 0: no matching receive was posted so far, and its 100000 bytes"
    says "has not entered this MPI_Barrier so far"
    says "it polls in vain so far"
    says_not "is coming"
    program <<'END'
static char b[1 << 24]; MPI_Request r;
if (rank == 0) { MPI_Irecv(b, sizeof b, MPI_BYTE, 1, 1, MPI_COMM_WORLD, &r); MPI_Wait(&r, MPI_STATUS_IGNORE); }
if (rank == 1) MPI_Send(b, sizeof b, MPI_BYTE, 0, 1, MPI_COMM_WORLD);
END
    dryrun -n 2 --time-limit 100us ./app 2>said
    says "receive with tag 1 from rank 1: it is on the way"
    says "send to rank 0: its receive is there, and not all of its 16777216 bytes have come there"
}

a_missing_participant_is_named() { # case
    program <<'END'
if (rank == 2) MPI_Recv(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Allreduce(&v, w, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
if (rank == 0) MPI_Send(&v, 1, MPI_INT, 2, 1, MPI_COMM_WORLD);
END
    hangs -n 3 ./app
    says "rank 2 has not entered this MPI_Allreduce"
    says "if it sends that later, let rank 2 call MPI_Allreduce before MPI_Recv at app.c:8"
}

an_own_request_is_never_completed() { # case
    hangs -n 3 "$build/tests/programs/stuck_grequest"
    says "nobody called MPI_Grequest_complete for the generalized request"
    says "a way out: let rank 0 call MPI_Grequest_complete for it before MPI_Wait"
}

different_collectives_are_told_apart() { # case
    program <<'END'
if (rank == 0) { MPI_Barrier(MPI_COMM_WORLD); MPI_Recv(&v, 1, MPI_INT, 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE); }
else MPI_Reduce(&v, w, 1, MPI_INT, MPI_SUM, 1, MPI_COMM_WORLD);
MPI_Barrier(MPI_COMM_WORLD);
END
    hangs -n 3 ./app
    says "a way out: let all ranks of MPI_COMM_WORLD call the same collectives in the same order: rank 0 calls MPI_Barrier at app.c:8, rank 1 MPI_Reduce at app.c:9"
}

each_cycle_is_told() { # case
    program <<'END'
if (rank < 4) MPI_Recv(&v, 1, MPI_INT, rank ^ 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
else MPI_Ssend(&v, 1, MPI_INT, rank ^ 1, 1, MPI_COMM_WORLD);
END
    hangs -n 6 ./app
    says "cycle of 2: rank 0 -> 1 -> 0 (each waits for the next)"
    says "another cycle: rank 2 -> 3 -> 2"
    says "another cycle: rank 4 -> 5 -> 4"
    says "a way out of the first: let one of them send before it receives"
}

those_who_hang_off_a_cycle_are_told() { # case
    program <<'END'
MPI_Recv(&v, 1, MPI_INT, rank == 0 ? 1 : rank == 4 ? 5 : rank == 5 ? 4 : rank == 3 ? 2 : 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 6 ./app
    says "cycle of 2: rank 0 -> 1 -> 0 (each waits for the next)"
    says "  2 more ranks (2-3) wait for those"
    says "another cycle: rank 4 -> 5 -> 4"
}

a_livelock_is_told_to_leave_its_loop() { # case
    program <<'END'
MPI_Request r; MPI_Irecv(&v, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &r);
for (int done = 0; !done;)
MPI_Test(&r, &done, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "a way out: let one of them send what the other looks for before its loop, as rank 0 before the one around MPI_Test at app.c:10; or give the loops another way out"
}

nonblocking_sends_are_waited_for_too_soon() { # case
    program <<'END'
MPI_Request r; MPI_Isend(w, 64, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, &r);
MPI_Wait(&r, MPI_STATUS_IGNORE);
MPI_Recv(w, 64, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 --eager 0 ./app
    says "a way out: let rank 0 post its receive (MPI_Irecv) before MPI_Wait at app.c:9; with an eager limit of at least 256 bytes"
}

a_rank_alone_waits_for_itself() { # case
    program <<'END'
MPI_Ssend(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD);
END
    hangs -n 1 ./app
    says "cycle: rank 0 waits for itself"
    says "a way out: let rank 0 post its receive (MPI_Irecv) before MPI_Ssend at app.c:8"
    says_not "eager limit of at least"
}

a_knot_of_any_source_is_called_so() { # case
    program <<'END'
MPI_Recv(&v, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 4 ./app
    says "4 ranks (0-3) alike"
    says "knot of 4 ranks: any of several others could free one, but all of these wait too, or are done with MPI"
}

a_loop_of_looks_says_what_it_looks_for() { # case
    program <<'END'
MPI_Request r; int done = 0;
MPI_Irecv(&v, 1, MPI_INT, 1 - rank, 3, MPI_COMM_WORLD, &r);
while (!done) MPI_Test(&r, &done, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says "MPI_Test(request, ..., MPI_STATUS_IGNORE) at app.c:10"
    says "receive with tag 3 from rank 1: no such message is coming"
    says "it polls in vain: nothing it could see is under way"
}

two_stuck_ranks_are_found_while_a_thousand_go_on() { # case
    program <<'END'
if (rank < 2)
MPI_Recv(&v, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
for (int i = 0; i < 1000; i++) {
MPI_Sendrecv(&v, 1, MPI_INT, rank ^ 1, 2, w, 1, MPI_INT, rank ^ 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
DR_Compute(1000);
}
END
    hangs -n 1002 ./app
    says "deadlock at 0.000000000 s: 2 of 1002 ranks wait for ever, 1000 others are still active"
    says "cycle of 2: rank 0 -> 1 -> 0"
}

a_knot_is_found_while_others_go_on() { # case
    program <<'END'
MPI_Comm c; MPI_Comm_split(MPI_COMM_WORLD, rank < 4, 0, &c);
if (rank < 4)
MPI_Recv(&v, 1, MPI_INT, MPI_ANY_SOURCE, 1, c, MPI_STATUS_IGNORE);
for (int i = 0; i < 100000; i++)
MPI_Sendrecv(&v, 1, MPI_INT, rank ^ 1, 2, w, 1, MPI_INT, rank ^ 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 8 --event-limit 100000 ./app
    says "4 of 8 ranks wait for ever, 4 others are still active"
}

who_waits_for_a_collective_in_the_background_is_not_stuck() { # case
    program <<'END'
MPI_Request r;
if (rank == 3) DR_Compute(5);
MPI_Ibarrier(MPI_COMM_WORLD, &r);
if (rank < 2)
MPI_Recv(&v, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Wait(&r, MPI_STATUS_IGNORE);
if (rank == 2) DR_Compute(1e6);
if (rank == 3) DR_Compute(1e6);
END
    hangs -n 4 ./app
    says "2 of 4 ranks wait for ever, 2 others are still active"
    says "deadlock at 0.000000000 s"
}

ten_thousand_stuck_ranks_stay_one_screen() { # case
    program <<'END'
if (rank % 3 == 0) MPI_Recv(&v, 1, MPI_INT, (rank + 1) % size, rank, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
if (rank % 3 == 1) MPI_Recv(&v, 1, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Barrier(MPI_COMM_WORLD);
END
    hangs -n 10000 ./app
    lines=$(wc -l <said)
    [ "$lines" -lt 60 ] || differs "$lines lines"
    says "10000 of 10000 ranks wait for ever"
}

a_cycle_of_ten_thousand_is_abbreviated() { # case
    program <<'END'
MPI_Recv(&v, 1, MPI_INT, (rank + 1) % size, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 10000 ./app
    says "10000 ranks (0-9999) alike, rank 0: "
    says "cycle of 10000: rank 0 -> 1 -> 2"
    says " -> ... -> 0 (each waits for the next)"
    [ "$(wc -l <said)" -lt 12 ] || differs "too many lines"
}

pair() {
    program <<'END'
MPI_Recv(&v, 1, MPI_INT, 1 - rank, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
}

the_graph_is_drawn_as_dot() { # case
    pair
    hangs -n 2 --deadlock-graph waits.dot ./app
    cat >want <<'END'
digraph deadlock {
  node [shape=box, fontname="sans-serif"];
  r0 [label="rank 0\nMPI_Recv\napp.c:8", color=red];
  r1 [label="rank 1\nMPI_Recv\napp.c:8", color=red];
  r0 -> r1 [style=solid, color=red, penwidth=2];
  r1 -> r0 [style=solid, color=red, penwidth=2];
}
END
    diff want waits.dot || differs "another graph"
}

the_graph_is_drawn_as_svg() { # case
    command -v dot >/dev/null || return
    pair
    hangs -n 2 --deadlock-graph "it's.svg" ./app
    grep -q '<svg' "it's.svg" || differs "no picture"
    grep -q 'rank 1' "it's.svg" || differs "no rank 1"
}

without_graphviz_it_says_so() { # case
    pair
    dryrun=$(command -v dryrun)
    PATH=/nowhere "$dryrun" -n 2 --deadlock-graph waits.svg ./app 2>said
    says "an SVG needs the command dot, which is not here (Debian has it in the package graphviz)"
}

a_graph_that_cannot_be_written_is_told_before_the_run() { # case
    program <<'END'
puts("it runs");
END
    mkdir d.dot
    for file in /nowhere/waits.dot d.dot; do
        dryrun -n 1 --deadlock-graph $file ./app >printed 2>said
        [ $? -eq 65 ] || differs "$file: not refused"
        [ ! -s printed ] || differs "$file: it runs"
        says "dryrun: cannot write the graph to "
    done
    # No deadlock: what is there is left alone, and nothing comes of it.
    echo mine >waits.dot
    dryrun -n 1 -q --deadlock-graph waits.dot ./app >printed 2>said ||
        differs "status $?"
    dryrun -n 1 -q --deadlock-graph other.dot ./app >printed 2>said
    [ "$(cat waits.dot)" = mine ] && [ ! -e other.dot ] || differs "written"
}

other_pictures_are_refused() { # case
    pair
    dryrun -n 2 --deadlock-graph waits.png ./app 2>said
    [ $? -eq 64 ] || differs "not refused"
    says '--deadlock-graph wants a file ending in .dot or .svg, not "waits.png"'
}

colours_are_for_terminals() { # case
    command -v script >/dev/null || return
    pair
    escape=$(printf '\033')
    hangs -n 2 ./app
    ! grep -q "$escape" said || differs "colour in a file"
    NO_COLOR= TERM=xterm script -qec "dryrun -n 2 ./app" /dev/null >said
    grep -q "$escape" said || differs "no colour on a terminal"
    NO_COLOR=1 TERM=xterm script -qec "dryrun -n 2 ./app" /dev/null >said
    ! grep -q "$escape" said || differs "colour despite NO_COLOR"
}

one_byte_is_singular() { # case
    program <<'END'
MPI_Send(w, 1, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD);
MPI_Recv(&v, 1, MPI_BYTE, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 --eager 0 ./app
    says "no matching receive was posted, and its 1 byte is above the eager limit of 0"
    says "with an eager limit of at least 1 byte (now 0)"
    dryrun -n 2 ./app 2>said || differs "status $?"
    says "would hang if the eager limit were below 1 byte: they stand in standard sends: 1 byte from rank"
    program <<'END'
MPI_Recv(&v, 1, MPI_BYTE, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 1 ./app
    says "1 of 1 rank waits for ever"
}

# A program that hangs below the limit L and ends at it, and is told apart.
turns_at() { # limit, options...
    limit=$1
    shift
    timeout 100 dryrun "$@" ./app 2>said || differs "status $?"
    says "warning: buffering_dependent: "
    says "would hang if the eager limit were below $limit bytes"
    timeout 100 dryrun "$@" --eager "$limit" ./app 2>ends ||
        differs "hangs at $limit"
    timeout 100 dryrun "$@" --eager $((limit - 1)) ./app 2>hangs
    [ $? -eq 80 ] || differs "ends below $limit"
}

needs_no_buffer() { # options...
    timeout 100 dryrun "$@" ./app 2>said || differs "status $?"
    says_not buffering_dependent
    timeout 100 dryrun "$@" --eager 0 ./app 2>ends || differs "hangs without"
}

sends_head_to_head_turn_at_the_smaller_one() { # case
    program <<'END'
MPI_Barrier(MPI_COMM_WORLD);
MPI_Send(w, 10 + rank, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD);
MPI_Recv(w, 64, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    turns_at 40 -n 2
    says "40 bytes from rank 0 to 1, 44 bytes from rank 1 to 0, at app.c:9"
}

a_ring_of_sends_turns_at_its_smallest() { # case
    program <<'END'
MPI_Send(w, 20 - rank, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD);
MPI_Recv(w, 64, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    turns_at 52 -n 8
}

# Files return their errors, and a rank that does not look may part from the
# others.
a_file_that_was_refused_is_told() { # case
    program <<'END'
MPI_File f;
MPI_File_delete("gone", MPI_INFO_NULL);
if (rank == 1 && MPI_File_open(MPI_COMM_SELF, "absent", MPI_MODE_RDONLY, MPI_INFO_NULL, &f)) return MPI_Finalize();
MPI_Recv(&v, 1, MPI_INT, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    hangs -n 2 ./app
    says 'earlier, MPI_File_open at app.c:10 returned MPI_ERR_NO_SUCH_FILE to rank 1'
    says_not 'to rank 0'
}

waits_for_sends_before_receives_turn_as_well() { # case
    program <<'END'
MPI_Request r[2];
for (int i = 0; i < 2; i++)
MPI_Isend(w, 8 + 8 * i, MPI_INT, 1 - rank, i, MPI_COMM_WORLD, &r[i]);
MPI_Waitall(2, r, MPI_STATUSES_IGNORE);
for (int i = 0; i < 2; i++)
MPI_Recv(w, 64, MPI_INT, 1 - rank, i, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    turns_at 64 -n 2
}

crossed_tags_need_a_buffer() { # case
    program <<'END'
if (rank == 0) { MPI_Send(w, 8, MPI_INT, 1, 1, MPI_COMM_WORLD); MPI_Send(w, 2, MPI_INT, 1, 2, MPI_COMM_WORLD); }
else { MPI_Recv(w, 2, MPI_INT, 0, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE); MPI_Recv(w, 8, MPI_INT, MPI_ANY_SOURCE, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE); }
END
    turns_at 32 -n 2
}

a_send_before_a_barrier_needs_a_buffer() { # case
    program <<'END'
if (rank == 0) MPI_Send(&v, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
MPI_Barrier(MPI_COMM_WORLD);
if (rank == 1) MPI_Recv(&v, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    turns_at 4 -n 3
}

ordered_exchanges_need_no_buffer() { # case
    program <<'END'
MPI_Request r;
for (int i = 0; i < 10; i++) {
MPI_Sendrecv(w, 9, MPI_INT, rank ^ 1, 2, w + 20, 9, MPI_INT, rank ^ 1, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
if (rank % 2) MPI_Send(w, 5, MPI_INT, rank - 1, 3, MPI_COMM_WORLD);
else MPI_Recv(w, 5, MPI_INT, MPI_ANY_SOURCE, 3, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
MPI_Irecv(w + 40, 9, MPI_INT, (rank + size - 1) % size, 4, MPI_COMM_WORLD, &r);
MPI_Send(w, 9, MPI_INT, (rank + 1) % size, 4, MPI_COMM_WORLD);
MPI_Wait(&r, MPI_STATUS_IGNORE);
MPI_Allreduce(w, w + 50, 2, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
}
END
    needs_no_buffer -n 6
}

a_send_that_is_freed_or_cancelled_needs_no_buffer() { # case
    program <<'END'
MPI_Request r; int flag = 0;
MPI_Isend(w, 9, MPI_INT, 1 - rank, 2, MPI_COMM_WORLD, &r);
MPI_Request_free(&r);
MPI_Irecv(&v, 1, MPI_INT, 1 - rank, 9, MPI_COMM_WORLD, &r);
MPI_Cancel(&r); MPI_Wait(&r, MPI_STATUS_IGNORE);
while (!flag) MPI_Iprobe(1 - rank, 2, MPI_COMM_WORLD, &flag, MPI_STATUS_IGNORE);
MPI_Recv(w, 9, MPI_INT, 1 - rank, 2, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
END
    needs_no_buffer -n 2
}

"$2" || differs "case $2"
exit $failed
