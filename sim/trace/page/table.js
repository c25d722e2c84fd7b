/*
 * table.js - the summary by rank; a click on a heading sorts, on a row goes
 * to the rank.
 */
const MOST_ROWS = 1024;
const picoseconds = (seconds) => seconds * 1e12;

/* Blocked, and no data was on its way; rounding alone is nothing. */
function waitingOf(row) {
  const seconds = row.wait_s - row.transfer_wait_s;
  return seconds > 1e-12 ? seconds : 0;
}

/* Times are those of the text report, under its words. */
const TABLE = [
  ['rank', 'rank', (row) => row.rank, String],
  ['', 'computing, transfers, waiting', (row) => row.compute_s - row.wait_s, null],
  ['computing', 'outside MPI', (row) => row.compute_s,
    (value) => brief(picoseconds(value))],
  ['transfers', 'blocked, its data on the way', (row) => row.transfer_wait_s,
    (value) => brief(picoseconds(value))],
  ['waiting', 'blocked, its partner late', waitingOf,
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
    part(row.transfer_wait_s, theme.flight), part(waitingOf(row), theme.alarm));
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

/* As the text report says it. */
function overlapNote(overlap) {
  const percent = (part) => `${Math.round(100 * part)} %`;
  return overlap.payload_s <= 0 ? ''
    : `; of ${brief(picoseconds(overlap.payload_s))} on the way (summed over ` +
      `messages, at both ends) ${percent(overlap.all)} is hidden: ` +
      `${percent(overlap.hidden_s / overlap.payload_s)} behind computing, ` +
      `${percent(overlap.behind_transfers_s / overlap.payload_s)} behind other messages`;
}

function fillTable() {
  const value = columns()[order.column][2], sign = order.down ? -1 : 1;
  const rows = [...model.report.per_rank].sort((a, b) =>
    sign * (value(a) - value(b)) || a.rank - b.rank);
  const note = `${counted(model.count, 'call')}, ` +
    counted(model.messages.count - model.accesses, 'message') +
    (model.accesses > 0 ? `, ${counted(model.accesses, 'file access')}` : '') +
    overlapNote(model.report.overlap);
  at('summary').replaceChildren(make('h2', {}, 'By rank'),
    make('div', { class: 'wide' }, make('table', {},
      make('thead', {}, tableHead()),
      make('tbody', {}, ...rows.slice(0, MOST_ROWS).map(tableRow)))),
    make('p', { class: 'note' }, rows.length > MOST_ROWS
      ? `The first ${MOST_ROWS} of ${rows.length} ranks. ${note}.` : `${note}.`));
}
