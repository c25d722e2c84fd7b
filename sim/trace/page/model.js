/*
 * model.js - the run as arrays: lanes of spans, messages, and what links them.
 *
 * Spans lie by lane, in each lane in order of time, so that a lane is a range
 * of indices and a moment is found by halving.  Messages lie in order of
 * number, which is that of their sending.
 */

/* What a span is, by its colour. */
const COMPUTE = 0, SEND = 1, RECEIVE = 2, COMPLETE = 3, COLLECTIVE = 4,
  OTHER = 5, FILES = 6, KINDS = 7;

function kindOf(name) {
  const word = name.replace(/^P?MPI_/, '');
  if (/^(DR_Compute|sleep$)/.test(name))
    return COMPUTE;
  if (/^(I?(m|im)?probe|Improbe|Mprobe|Iprobe|Probe|Wait|Test|Request_get)/.test(word))
    return COMPLETE;
  if (/^I?(Bcast|Barrier|Reduce|Allreduce|Gather|Allgather|Scatter|Alltoall|Scan|Exscan|Neighbor|reduce|allreduce|barrier|bcast|gather|allgather|scatter|alltoall|scan|exscan|neighbor)/.test(word))
    return COLLECTIVE;
  if (/^Win_(fence|wait|test|start|complete|lock|unlock|flush|sync)/.test(word))
    return COMPLETE;
  if (/^(R?(put|get|accumulate|get_accumulate)$|Fetch_and_op|Compare_and_swap)/i
    .test(word))
    return SEND;
  if (/^I?m?recv/i.test(word))
    return RECEIVE;
  if (/^(I?[bsr]?send|Start|Isendrecv)/i.test(word))
    return SEND;
  if (/^File_/.test(word))
    return FILES;
  return OTHER;
}

/* Is it no message, but data to or from a file? */
function isAccess(messages, i) {
  return messages.flags[i] >> MESSAGE_PROTOCOL === STORAGE;
}

function countAccesses(messages) {
  let count = 0;
  for (let i = 0; i < messages.count; i++)
    count += isAccess(messages, i);
  return count;
}

/* The first index from `low` up to `high` for which `test` holds. */
function halve(low, high, test) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

function sortIntoLanes(spans, ranks) {
  const first = new Uint32Array(ranks + 1);
  for (let i = 0; i < spans.count; i++)
    first[spans.rank[i] + 1]++;
  for (let r = 0; r < ranks; r++)
    first[r + 1] += first[r];
  const next = first.slice();
  const place = new Uint32Array(spans.count);
  for (let i = 0; i < spans.count; i++)
    place[next[spans.rank[i]]++] = i;
  return { first, place };
}

/* One type of array each, so that the loops stay fast. */
function pick(column, place) {
  const result = new Float64Array(place.length);
  for (let i = 0; i < place.length; i++)
    result[i] = column[place[i]];
  return result;
}

function pickSmall(column, place) {
  const result = new Int32Array(place.length);
  for (let i = 0; i < place.length; i++)
    result[i] = column[place[i]];
  return result;
}

/* Blocks of 32 spans summed up, so that a wide view skips over them. */
const STRIDE = 32;

function sumUp(model) {
  const blocks = (model.count >> 5) + 1;
  const sums = new Float64Array(blocks * 2 * KINDS);
  for (let i = 0; i < model.count; i++) {
    const slot = (i >> 5) * 2 * KINDS + 2 * model.kind[i];
    const waited = model.waited[i];
    sums[slot] += model.end[i] - model.begin[i] - waited;
    sums[slot + 1] += waited;
  }
  return sums;
}

function makeModel(run, spans, messages) {
  const report = run.report;
  const ranks = report.ranks;
  const kinds = run.names.map(kindOf);
  const { first, place } = sortIntoLanes(spans, ranks);
  const model = {
    run, report, ranks, first, count: spans.count, messages,
    finish: run.end_ps,
    begin: new Float64Array(spans.count),
    end: pick(spans.end, place),
    waitFrom: pick(spans.waitFrom, place),
    waited: pick(spans.waited, place),
    name: pickSmall(spans.name, place),
    site: pickSmall(spans.site, place),
    peer: pickSmall(spans.peer, place),
    tag: pickSmall(spans.tag, place),
    bytes: pick(spans.bytes, place),
    flags: pickSmall(spans.flags, place),
    comm: pickSmall(spans.comm, place),
    kind: new Uint8Array(spans.count),
    rank: pickSmall(spans.rank, place),
  };
  for (let i = 0; i < model.count; i++) {
    model.begin[i] = model.end[i] - spans.length[place[i]];
    model.kind[i] = kinds[model.name[i]];
  }
  model.sums = sumUp(model);
  linkMessages(model);
  model.accesses = countAccesses(messages);
  model.flights = findFlights(model);
  model.deadlock = report.deadlock;
  /* Room after the end for what waits for ever. */
  const length = Math.max(model.finish, 1);
  model.pad = model.deadlock ? Math.max(length * 0.25, 1) : 0;
  model.last = length + model.pad;
  return model;
}

/* The span of a rank by its number from 1 in the order they began, or -1. */
function callOf(model, rank, ordinal) {
  const span = model.first[rank] + ordinal - 1;
  return ordinal > 0 && span < model.first[rank + 1] ? span : -1;
}

/* They are written when they are over; numbers are dense. */
function orderByNumber(messages) {
  const most = messages.number.reduce((a, b) => Math.max(a, b), 0);
  const holder = new Uint32Array(most + 1);
  for (let i = 0; i < messages.count; i++)
    holder[messages.number[i]] = i + 1;
  const order = new Uint32Array(messages.count);
  let filled = 0;
  for (const index of holder)
    if (index)
      order[filled++] = index - 1;
  return order;
}

/* Messages in order of sending, the call of each end, and by call back. */
function linkMessages(model) {
  const messages = model.messages;
  const order = orderByNumber(messages);
  for (const [name] of COLUMNS.messages)
    messages[name] = pick(messages[name], order);
  const arrive = messages.arrive = new Float64Array(messages.count);
  const latest = messages.latest = new Float64Array(messages.count);
  for (let i = 0, most = 0; i < messages.count; i++) {
    arrive[i] = messages.sent[i] + messages.end[i];
    latest[i] = most = Math.max(most, arrive[i]);
  }
  messages.launch = messages.sent.map((sent, i) => sent + messages.begin[i]);
  messages.launches = messages.launch.slice().sort();
  messages.arrivals = arrive.slice().sort();
  for (const [side, rank] of [['sendCall', 'from'], ['recvCall', 'to']]) {
    const span = messages[side === 'sendCall' ? 'sendSpan' : 'recvSpan'] =
      new Int32Array(messages.count);
    for (let i = 0; i < messages.count; i++)
      span[i] = callOf(model, messages[rank][i], messages[side][i]);
  }
  messages.bySpan = indexBySpan(model);
}

/* For each span the messages it sent or received: a list in one array. */
function indexBySpan(model) {
  const { messages } = model;
  const first = new Uint32Array(model.count + 2);
  for (const span of [messages.sendSpan, messages.recvSpan])
    for (let i = 0; i < messages.count; i++)
      if (span[i] >= 0)
        first[span[i] + 2]++;
  for (let i = 2; i < first.length; i++)
    first[i] += first[i - 1];
  const list = new Uint32Array(first[first.length - 1]);
  for (const span of [messages.sendSpan, messages.recvSpan])
    for (let i = 0; i < messages.count; i++)
      if (span[i] >= 0)
        list[first[span[i] + 1]++] = i;
  return { first, list };
}

function messagesOf(model, span) {
  const { first, list } = model.messages.bySpan;
  return list.subarray(first[span], first[span + 1]);
}

/*
 * By rank, when payloads of its messages were under way: disjoint intervals,
 * those during which the rank computed marked as hidden.
 */
function findFlights(model) {
  const { messages, ranks } = model;
  const first = new Uint32Array(ranks + 1);
  for (let i = 0; i < messages.count; i++) {
    first[messages.from[i] + 1]++;
    if (messages.to[i] !== messages.from[i])
      first[messages.to[i] + 1]++;
  }
  for (let r = 0; r < ranks; r++)
    first[r + 1] += first[r];
  const mine = new Uint32Array(first[ranks]), next = first.slice();
  for (let i = 0; i < messages.count; i++) {
    mine[next[messages.from[i]]++] = i;
    if (messages.to[i] !== messages.from[i])
      mine[next[messages.to[i]]++] = i;
  }
  const flights = { first: new Uint32Array(ranks + 1), begin: [], end: [],
    hidden: [] };
  for (let r = 0; r < ranks; r++) {
    joinFlights(model, r, mine.subarray(first[r], first[r + 1]), flights);
    flights.first[r + 1] = flights.begin.length;
  }
  return flights;
}

function joinFlights(model, rank, mine, flights) {
  const { messages } = model;
  const { launch } = messages;
  for (let i = 1; i < mine.length; i++) {
    if (launch[mine[i - 1]] > launch[mine[i]]) {
      mine.sort((a, b) => launch[a] - launch[b]);
      break;
    }
  }
  let from = 0, to = -1, span = model.first[rank];
  const close = () => {
    if (to > from)
      span = cutFlight(model, rank, span, from, to, flights);
  };
  for (const i of mine) {
    if (launch[i] > to) {
      close();
      from = launch[i];
      to = messages.arrive[i];
    } else {
      to = Math.max(to, messages.arrive[i]);
    }
  }
  close();
}

/* One interval, cut where the rank begins and ends to compute. */
function cutFlight(model, rank, span, from, to, flights) {
  const put = (begin, end, hidden) => {
    if (end > begin) {
      flights.begin.push(begin);
      flights.end.push(end);
      flights.hidden.push(hidden);
    }
  };
  const last = model.first[rank + 1];
  let now = from;
  while (span < last && model.end[span] <= from)
    span++;
  for (let i = span; i < last && model.begin[i] < to; i++) {
    if (model.kind[i] !== COMPUTE)
      continue;
    put(now, model.begin[i], false);
    put(Math.max(now, model.begin[i]), Math.min(to, model.end[i]), true);
    now = Math.max(now, Math.min(to, model.end[i]));
  }
  put(now, to, false);
  return span;
}
