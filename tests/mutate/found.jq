# A line per report: its number, the worst severity, and KIND@LINE,LINE... for
# each finding; what a deadlock tells of other calls counts as related.
def lines_in: [scan("\\.c:([0-9]+)")[0]];
(.deadlock // {}) as $stuck |
([$stuck.ranks[]? | (.line | tostring), (.near_misses[]? | lines_in[])] +
 ($stuck.way_out // "" | lines_in)) as $stuck_lines |
[(input_filename | rtrimstr(".json")),
 (if any(.findings[]; .severity == "error") then "error" else "-" end)] +
[.findings[] | .kind + "@" +
    ([(.line, .related[]?.line) | select(. != null) | tostring] +
     (if .kind == "deadlock" then $stuck_lines else [] end) |
     unique | join(","))] |
join(" ")
