# chrome.jq - is it a Chrome trace by the rules of the format?  Prints the
# rules that are broken; jq -e fails if there are any.
#
# Trace Event Format, Google: complete events (X) have a time and a duration,
# those of a thread nest; flows have one start (s) and one end (f) of the same
# id, category and name, in this order, each on a slice of its thread (bp e).
def is_number: type == "number";
def times: .ts | is_number and . >= 0;
.traceEvents as $events |
($events | map(select(.ph == "X"))) as $slices |
($events | map(select(.ph == "s"))) as $starts |
($events | map(select(.ph == "f"))) as $ends |
[
    ($events | all(.ph | IN("M", "X", "s", "f")) | not |
        select(.) | "an unknown phase"),
    ($slices | all(times and (.dur | is_number and . >= 0) and
        (.name | length > 0) and (.tid | is_number)) | not |
        select(.) | "a complete event lacks something"),
    ($starts + $ends | all(times and has("id") and has("cat") and has("name"))
        | not | select(.) | "a flow event lacks something"),
    (($starts | map(.id) | sort) != ($ends | map(.id) | sort) |
        select(.) | "starts and ends of flows do not pair"),
    (($starts | map(.id) | unique | length) != ($starts | length) |
        select(.) | "two flows have one id"),
    (reduce $ends[] as $stop ({}; .[$stop.id | tostring] = $stop.ts) | . as $at |
        $starts | all(.ts <= ($at[.id | tostring] // -1)) | not |
        select(.) | "a flow ends before it starts"),
    (($slices | map(.tid) | unique) - ($events | map(select(.ph == "M" and
        .name == "thread_name").tid)) | length > 0 |
        select(.) | "a thread has no name"),
    ($events | any(.ph == "M" and .name == "process_name") | not |
        select(.) | "the process has no name"),
    ($slices | group_by(.tid) | all(sort_by(.ts) as $s |
        [range(1; $s | length) |
            $s[. - 1].ts + $s[. - 1].dur <= $s[.].ts + 1e-6] | all) | not |
        select(.) | "slices of a thread overlap")
] | if length == 0 then true else (.[] , false) end
