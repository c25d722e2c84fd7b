/*
 * arrows.js - messages from lane to lane, while they are few enough to be told
 * apart; the strip below the time scale has their number always.
 */
const MOST_ARROWS = 2500;

/* Those that touch what is shown; null if there are too many. */
function arrowsInView() {
  const { messages } = model;
  const [low, high] = visibleRanks();
  const last = halve(0, messages.count, (i) => messages.sent[i] > view.t1);
  const first = halve(0, last, (i) => messages.latest[i] >= view.t0);
  if (last - first > 40 * MOST_ARROWS || laneHeight() < 3)
    return null;
  const found = [];
  for (let i = first; i < last; i++) {
    const top = Math.min(messages.from[i], messages.to[i]);
    const bottom = Math.max(messages.from[i], messages.to[i]);
    if (isAccess(messages, i) || messages.arrive[i] < view.t0 || bottom < low || top >= high)
      continue;
    if (found.length === MOST_ARROWS)
      return null;
    found.push(i);
  }
  return found;
}

/* From the middle of the sender's bar to the middle of the receiver's. */
function arrowOf(i) {
  const { messages } = model;
  const middle = (rank) => {
    const bar = barOf(rank);
    return bar.y + bar.height / 2;
  };
  const y1 = middle(messages.from[i]), y2 = middle(messages.to[i]);
  /* Start and end at the bars' facing edges. */
  const bar = barOf(0).height / 2 * .82;
  const down = Math.sign(y2 - y1);
  return { x1: xOf(messages.sent[i]), y1: y1 + down * bar,
    x2: xOf(messages.arrive[i]), y2: y2 - down * bar };
}

function strokeArrow(context, { x1, y1, x2, y2 }, head) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  if (head <= 0 || Math.hypot(x2 - x1, y2 - y1) < head)
    return;
  context.beginPath();
  context.moveTo(x2, y2);
  for (const side of [-.42, .42])
    context.lineTo(x2 - head * Math.cos(angle + side),
      y2 - head * Math.sin(angle + side));
  context.fill();
}

function drawArrows(context) {
  drawn.arrows = options.messages ? arrowsInView() : [];
  if (!drawn.arrows)
    return;
  const { messages } = model;
  const head = Math.min(8, Math.max(4, laneHeight() / 4));
  const many = drawn.arrows.length > 400;
  for (const i of drawn.arrows) {
    const inner = messages.flags[i] & MESSAGE_INNER;
    context.strokeStyle = context.fillStyle =
      messages.flags[i] & MESSAGE_UNMATCHED ? theme.alarm
        : inner ? theme.inner : theme.arrow;
    context.globalAlpha = many ? .5 : .9;
    context.lineWidth = many ? .75 : 1.2;
    context.setLineDash(messages.flags[i] & MESSAGE_UNMATCHED ? [4, 3] : []);
    strokeArrow(context, arrowOf(i), head);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/* A thick line with a rim, which is seen over any colour. */
function drawStrong(context, arrow, colour, head, width = 2.5) {
  context.lineCap = 'round';
  context.strokeStyle = context.fillStyle = theme.paper;
  context.lineWidth = width + 3;
  strokeArrow(context, arrow, head + 3);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  strokeArrow(context, arrow, head);
  context.lineCap = 'butt';
}
