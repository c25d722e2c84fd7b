# Of each report a line: NAME.right or .wrong, the kinds that were found, the
# lines that are named, and what is said, between tabs.
[(input_filename | rtrimstr(".json")),
 ([.findings[].kind] | unique | join(" ")),
 ([(.findings[] | ., .related[]?), .deadlock.ranks[]? | .line] |
  unique | map(tostring) | join(" ")),
 ([.findings[] | .message, .advice // ""] | join(" / "))] |
join("\t")
