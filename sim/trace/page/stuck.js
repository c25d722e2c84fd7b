/*
 * stuck.js - a deadlock: the bars of those who wait for ever, and the cycle.
 */
function hatch(context) {
  const tile = new OffscreenCanvas(8, 8);
  const pen = tile.getContext('2d');
  pen.strokeStyle = theme.alarm;
  pen.lineWidth = 1.6;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

/* Words stand on the left of the bars, arrows right of them; where both have
 * no room, arrows alone. */
function wordsEnd(width) {
  return width < 140 ? 10 : Math.max(96, width * .55);
}

/* With the name of the call if there is room. */
function stuckText(context, rank, room) {
  const last = model.first[rank + 1] - 1;
  const call = last >= model.first[rank] ? `${nameOf(last)} waits for ever` : '';
  return call && fitting(context, call, room) ||
    fitting(context, 'waits for ever', room);
}

function drawStuck(context) {
  const { deadlock } = model;
  if (!deadlock || view.t1 <= model.finish)
    return;
  const x = Math.max(GUTTER, xOf(model.finish));
  const width = view.width - x, [low, high] = visibleRanks();
  const pattern = hatch(context);
  for (const { rank } of deadlock.ranks) {
    if (rank < low || rank >= high)
      continue;
    const bar = barOf(rank);
    context.fillStyle = theme.paper;
    context.fillRect(x, bar.y, width, bar.height);
    context.fillStyle = pattern;
    context.fillRect(x, bar.y, width, bar.height);
    context.strokeStyle = theme.alarm;
    context.lineWidth = 1;
    context.strokeRect(x + .5, bar.y + .5, width + 4, bar.height - 1);
    if (bar.height < LOOK.names)
      continue;
    context.font = SMALL;
    context.textBaseline = 'middle';
    const text = width < 140 ? '' : stuckText(context, rank, wordsEnd(width) - 14);
    if (!text)
      continue;
    const length = context.measureText(text).width;
    context.fillStyle = theme.paper;
    context.fillRect(x + 5, bar.y + bar.height / 2 - 8, length + 8, 16);
    context.fillStyle = theme.alarm;
    context.fillText(text, x + 9, bar.y + bar.height / 2 + .5);
  }
  drawCycle(context, x, width);
}

/* Who waits for whom: the cycle, or without one every stuck rank's partners. */
function waits() {
  const { deadlock } = model, { cycle } = deadlock;
  if (cycle.length > 0)
    return cycle.map((rank, i) => [rank, cycle[(i + 1) % cycle.length]]);
  return deadlock.ranks.flatMap(({ rank, waits_for: partners }) =>
    partners.map((partner) => [rank, partner]));
}

function drawCycle(context, x, width) {
  const pairs = waits().slice(0, MOST_ARROWS);
  const first = wordsEnd(width), room = Math.max(width - 14 - first, 1);
  const bow = Math.min(room * .3, 40);
  context.lineCap = 'round';
  pairs.forEach(([from, to], i) => {
    const bar = barOf(from).height / 2;
    const y1 = barOf(from).y + bar, y2 = barOf(to).y + bar;
    /* Down on the left, up on the right; side by side if there are many. */
    const foot = x + first + room * ((to > from ? .2 : .6) + (i % 7) * .05);
    const side = foot + (to > from ? -bow : bow) * .5;
    for (const [colour, extra] of [[theme.paper, 3], [theme.alarm, 0]]) {
      context.strokeStyle = context.fillStyle = colour;
      context.lineWidth = 2.5 + extra;
      context.beginPath();
      if (from === to) {
        context.arc(foot, y1, Math.min(bar * .7, 14), 0, 5.2);
        context.stroke();
        continue;
      }
      context.moveTo(foot, y1);
      context.quadraticCurveTo(side, (y1 + y2) / 2, foot, y2);
      context.stroke();
      const angle = Math.atan2(y2 - (y1 + y2) / 2, foot - side);
      context.beginPath();
      context.moveTo(foot, y2);
      for (const turn of [-.4, .4])
        context.lineTo(foot - (9 + extra) * Math.cos(angle + turn),
          y2 - (9 + extra) * Math.sin(angle + turn));
      context.fill();
    }
  });
  context.lineCap = 'butt';
}
