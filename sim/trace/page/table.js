/*
 * table.js - the summary by rank; a click on a heading sorts, on a row goes
 * to the rank.
 */
const MOST_ROWS = 1024;
const picoseconds = (seconds) => seconds * 1e12;

const TABLE = [
  ['rank', 'rank', (row) => row.rank, String],
  ['', 'computing, then waiting', (row) => row.compute_s - row.wait_s, null],
  ['compute', 'time outside MPI that was modelled', (row) => row.compute_s,
    (value) => brief(picoseconds(value))],
  ['wait', 'blocked inside MPI', (row) => row.wait_s,
    (value) => brief(picoseconds(value))],
  ['transfer', 'payloads under way to or from it', (row) => row.transfer_s,
    (value) => brief(picoseconds(value))],
  ['sent', 'messages', (row) => row.messages_sent,
    (value) => value.toLocaleString('en')],
  ['bytes', 'sent', (row) => row.bytes_sent, bytesShort],
];
const order = { column: 0, down: false };

/* What the report does not have is no column. */
function columns() {
  const [row] = model.report.per_rank;
  return TABLE.filter(([, , value]) => value(row) !== undefined);
}

function shareBar(row) {
  const total = Math.max(model.finish / 1e12, 1e-12);
  const part = (value, colour) => make('span', {
    style: `width:${100 * value / total}%;background:${colour}` });
  return make('span', { class: 'share' }, part(row.compute_s, theme.solid[COMPUTE]),
    part(row.wait_s, theme.alarm));
}

function tableRow(row) {
  const cells = columns().map(([, , value, text]) =>
    make('td', {}, text ? text(value(row)) : shareBar(row)));
  return make('tr', { 'data-rank': row.rank, onclick: () => goToRank(row.rank) },
    ...cells);
}

function goToRank(rank) {
  for (const row of at('summary').querySelectorAll('tr[data-rank]'))
    row.classList.toggle('chosen', Number(row.dataset.rank) === rank);
  showRanks(rank, rank);
  const half = (view.r1 - view.r0) / 2;
  view.r0 = rank + .5 - half;
  view.r1 = rank + .5 + half;
  moved();
}

function sortBy(column) {
  order.down = order.column === column ? !order.down : column > 0;
  order.column = column;
  fillTable();
}

function tableHead() {
  return make('tr', {}, ...columns().map(([name, title], column) => make('th', {
    scope: 'col',
    'aria-sort': order.column === column
      ? order.down ? 'descending' : 'ascending' : null,
  }, make('button', { type: 'button', title, 'aria-label': `${name || 'share'}: ${title}`,
    onclick: () => sortBy(column) }, name || 'share'))));
}

function fillTable() {
  const value = columns()[order.column][2], sign = order.down ? -1 : 1;
  const rows = [...model.report.per_rank].sort((a, b) =>
    sign * (value(a) - value(b)) || a.rank - b.rank);
  const { overlap } = model.report;
  const note = `${counted(model.count, 'call')}, ${counted(model.messages.count, 'message')}` +
    (overlap.transfer_s > 0
      ? `; ${(100 * overlap.ratio).toFixed(1)} % of transfer time hidden behind computing` : '');
  at('summary').replaceChildren(make('h2', {}, 'By rank'),
    make('table', {}, make('thead', {}, tableHead()),
      make('tbody', {}, ...rows.slice(0, MOST_ROWS).map(tableRow))),
    make('p', { class: 'note' }, rows.length > MOST_ROWS
      ? `The first ${MOST_ROWS} of ${rows.length} ranks. ${note}.` : `${note}.`));
}
