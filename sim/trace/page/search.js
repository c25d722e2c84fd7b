/*
 * search.js - the search box: words that must all hold, of calls and of
 * messages.
 *
 *     MPI_Wait   heat.c:80   rank:5   peer:3   tag:7   message:12
 *
 * Hits are marked in the lanes and below; next and previous go through them
 * in order of time.
 */
const search = { words: '', hits: null, at: -1, tests: null };

function wordTest(word) {
  const field = /^(rank|peer|tag|message):(-?\d+)$/i.exec(word);
  if (field) {
    const name = field[1].toLowerCase(), number = Number(field[2]);
    if (name === 'message')
      return { message: number };
    const column = model[name];
    return { test: (span) => column[span] === number };
  }
  const lower = word.toLowerCase();
  const names = model.run.names.map((name) => name.toLowerCase().includes(lower));
  const sites = model.run.sites.map(([file, line, inside]) =>
    `${file}:${line}`.toLowerCase().includes(lower) &&
      (!/:\d+$/.test(lower) || `${file}:${line}`.toLowerCase().endsWith(lower)) ||
    (inside || '').toLowerCase() === lower);
  return { test: (span) => names[model.name[span]] || sites[model.site[span]] };
}

function runSearch(text) {
  const words = text.trim().split(/\s+/).filter(Boolean);
  Object.assign(search, { words: text, hits: null, at: -1 });
  const tests = words.map(wordTest);
  const message = tests.find((test) => 'message' in test);
  if (message) {
    const { messages } = model;
    const i = halve(0, messages.count, (k) => messages.number[k] >= message.message);
    const found = i < messages.count && messages.number[i] === message.message;
    at('hits').value = found ? '1 message' : 'no hit';
    if (found)
      goToMessage(i);
  } else if (tests.length > 0) {
    const found = [];
    for (let span = 0; span < model.count; span++)
      if (tests.every(({ test }) => test(span)))
        found.push(span);
    search.hits = Uint32Array.from(found);
    search.hits.sort((a, b) => model.begin[a] - model.begin[b] || a - b);
    search.marked = new Uint8Array(model.count);
    for (const span of found)
      search.marked[span] = 1;
  }
  tellHits();
  redraw();
}

function tellHits() {
  const { hits } = search;
  if (hits)
    at('hits').value = hits.length === 0 ? 'no hit'
      : search.at < 0 ? counted(hits.length, 'hit')
        : `${(search.at + 1).toLocaleString('en')} of ${hits.length.toLocaleString('en')}`;
  else if (search.words.trim() === '')
    at('hits').value = '';
  at('next').disabled = at('previous').disabled = !hits || hits.length === 0;
}

function goToHit(by) {
  const { hits } = search;
  if (!hits || hits.length === 0)
    return;
  search.at = search.at < 0 ? (by > 0 ? 0 : hits.length - 1)
    : (search.at + by + hits.length) % hits.length;
  tellHits();
  goToSpan(hits[search.at]);
}

/* What is no hit fades; a hit smaller than a pixel gets a tick. */
function drawHits(context) {
  if (!search.hits)
    return;
  const [low, high] = visibleRanks();
  context.globalAlpha = .55;
  context.fillStyle = theme.paper;
  context.fillRect(GUTTER, TOP, plotWidth(), plotHeight());
  context.globalAlpha = 1;
  for (let rank = low; rank < high; rank++)
    drawLaneHits(context, rank);
}

function drawLaneHits(context, rank) {
  const last = model.first[rank + 1], bar = barOf(rank);
  let i = halve(model.first[rank], last, (k) => model.end[k] >= view.t0);
  let reach = -1;
  for (; i < last && model.begin[i] <= view.t1; i++) {
    if (!search.marked[i])
      continue;
    const x = Math.max(GUTTER, xOf(model.begin[i]));
    const to = Math.max(x + 1.5, Math.min(view.width, xOf(model.end[i])));
    if (to <= reach)
      continue;
    context.fillStyle = theme.solid[model.kind[i]];
    context.fillRect(x, bar.y, to - x, Math.max(1, bar.height));
    if (bar.height > 6) {
      context.strokeStyle = theme.ink;
      context.lineWidth = 1;
      context.strokeRect(x + .5, bar.y + .5, Math.max(1, to - x - 1), bar.height - 1);
    }
    reach = to;
  }
}

function drawHitTicks(context, x, top, tall) {
  if (!search.hits)
    return;
  context.fillStyle = theme.ink;
  let last = -1;
  for (const span of search.hits) {
    const column = Math.round(x(model.begin[span]));
    if (column !== last)
      context.fillRect(column, top + tall + 1, 1.5, 5);
    last = column;
  }
}
