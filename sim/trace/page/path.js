/*
 * path.js - the critical path: a line along the lanes of what decided when the
 * run was over; all else is dimmed.
 */
function drawPath(context) {
  const path = options.critical ? pathOf(model) : null;
  if (!path)
    return;
  context.fillStyle = theme.paper;
  context.globalAlpha = .62;
  context.fillRect(GUTTER, TOP, plotWidth(), plotHeight());
  context.globalAlpha = 1;
  const finish = (i) => path.begin[i] + path.length[i];
  const from = halve(0, path.count, (i) => finish(i) >= view.t0);
  const to = halve(from, path.count, (i) => path.begin[i] > view.t1);
  const middle = (rank) => barOf(rank).y + barOf(rank).height / 2;
  /* At most two steps a pixel. */
  const stride = Math.max(1, Math.floor((to - from) / (2 * plotWidth())));
  const width = Math.min(6, Math.max(2, laneHeight() * .3));
  for (const [colour, extra] of [[theme.paper, 3], [theme.alarm, 0]]) {
    context.strokeStyle = colour;
    context.lineWidth = width + extra;
    context.lineJoin = 'round';
    context.beginPath();
    for (let i = from; i < to; i += stride) {
      const x = xOf(path.begin[i]), y = middle(path.rank[i]);
      if (i === from)
        context.moveTo(x, y);
      else
        context.lineTo(x, y);
      /* A message ends on the lane of what it set going. */
      const next = path.kind[i] === PATH_TRANSFER && i + 1 < path.count
        ? middle(path.rank[i + 1]) : y;
      context.lineTo(xOf(finish(i)), next);
    }
    context.stroke();
  }
}
