/*
 * hit.js - what lies under the pointer: an arrow if one is near, else the span
 * of the lane at that time.
 */
const NEAR = 5; /* pixels */

function distanceTo(arrow, x, y) {
  const dx = arrow.x2 - arrow.x1, dy = arrow.y2 - arrow.y1;
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1,
    ((x - arrow.x1) * dx + (y - arrow.y1) * dy) / length));
  return Math.hypot(x - arrow.x1 - part * dx, y - arrow.y1 - part * dy);
}

function messageAt(x, y) {
  let best = -1, nearest = NEAR;
  for (const i of drawn.arrows || []) {
    const distance = distanceTo(arrowOf(i), x, y);
    if (distance < nearest) {
      nearest = distance;
      best = i;
    }
  }
  return best;
}

/* The span around the time; or the nearest mark, which has no width. */
function spanAt(x, y) {
  const rank = Math.floor(rankAt(y)), t = timeAt(x);
  if (rank < 0 || rank >= model.ranks || x < GUTTER || y < TOP)
    return -1;
  const { begin, end } = model;
  const first = model.first[rank], last = model.first[rank + 1];
  const reach = timeAt(x + NEAR) - t;
  let best = -1, width = Infinity;
  let i = halve(first, last, (k) => end[k] >= t - reach);
  for (let looked = 0; i < last && begin[i] <= t + reach && looked < 64; looked++) {
    const inside = begin[i] <= t && t <= end[i] && end[i] - begin[i] > reach;
    const small = end[i] - begin[i] <= reach;
    const distance = inside ? reach : small ? Math.abs(t - begin[i]) : Infinity;
    if (distance < width) {
      width = distance;
      best = i;
    }
    i++;
  }
  if (best < 0 && model.deadlock && t > model.finish && last > first &&
      model.flags[last - 1] & SPAN_OPEN)
    return last - 1;
  return best;
}

function hit(x, y) {
  if (y < TOP || x < GUTTER)
    return { span: -1, message: -1 };
  const message = laneHeight() >= 8 ? messageAt(x, y) : -1;
  return { message, span: message >= 0 ? -1 : spanAt(x, y) };
}

/* Calls of the rank at the very moment of this one, which lie upon it. */
function together(span) {
  const rank = model.rank[span];
  let low = span, high = span;
  while (low > model.first[rank] && model.end[low - 1] === model.begin[span] &&
         model.begin[low - 1] === model.begin[span])
    low--;
  while (high + 1 < model.first[rank + 1] &&
         model.end[high + 1] === model.begin[span])
    high++;
  return model.end[span] === model.begin[span] ? high - low + 1 : 1;
}
