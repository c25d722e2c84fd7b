/*
 * causes.js - the critical path: what decided when the run was over.
 *
 * Walks backwards from the last end.  Where a rank was waiting, it goes on with
 * what ended the wait: a message, and then its sender at the time of sending,
 * or, if it could not travel before its receive was there, the receiver at
 * that time.  Steps lie one after the other in time, without a gap.
 */
const PATH_COMPUTE = 0, PATH_CALL = 1, PATH_TRANSFER = 2, PATH_FILE = 3,
  PATH_WAIT = 4;
const PATH_WORDS = ['computing', 'in MPI calls', 'messages on their way', 'files',
  'waiting for other things'];

/* By rank, its messages in the order in which they were complete; who takes one
 * that was there before has not waited for it. */
function indexByCompletion(messages, ranks) {
  const done = messages.arrive;
  const lists = Array.from({ length: ranks }, () => []);
  for (let i = 0; i < messages.count; i++) {
    if (messages.flags[i] & MESSAGE_UNDER_WAY)
      continue;
    lists[messages.to[i]].push(i);
    if (messages.to[i] !== messages.from[i])
      lists[messages.from[i]].push(i);
  }
  for (const list of lists)
    list.sort((a, b) => done[a] - done[b]);
  return { done, lists };
}

/* The message that was complete last within a wait, or -1. */
function causeOf(index, rank, from, to) {
  const list = index.lists[rank];
  const last = halve(0, list.length, (k) => index.done[list[k]] > to) - 1;
  return last >= 0 && index.done[list[last]] > from ? list[last] : -1;
}

/* Where the path was before the message: its sender, or who received late. */
function originOf(messages, i) {
  const flags = messages.flags[i];
  const late = flags & MESSAGE_RENDEZVOUS && !(flags & MESSAGE_POSTED);
  return late
    ? { rank: messages.to[i], time: messages.sent[i] + messages.matched[i] }
    : { rank: messages.from[i], time: messages.sent[i] };
}

function spanUntil(model, rank, time) {
  return halve(model.first[rank], model.first[rank + 1],
    (k) => model.begin[k] > time) - 1;
}

function lastSpan(model) {
  let best = -1;
  for (let r = 0; r < model.ranks; r++) {
    const last = model.first[r + 1] - 1;
    if (last >= model.first[r] && (best < 0 || model.end[last] > model.end[best]))
      best = last;
  }
  return best;
}

function findPath(model) {
  const { messages, begin } = model;
  const index = indexByCompletion(messages, model.ranks);
  const steps = [];
  const put = (rank, from, to, kind, message = -1) => {
    if (to > from)
      steps.push({ rank, begin: from, length: to - from, kind, message });
  };
  let span = lastSpan(model), time = span < 0 ? 0 : model.end[span];
  for (let rounds = 0; span >= 0 && time > 0 && rounds < 4 * model.count; rounds++) {
    const rank = model.rank[span];
    const kind = model.kind[span] === COMPUTE ? PATH_COMPUTE : PATH_CALL;
    const asleep = begin[span] + model.waitFrom[span];
    const awake = asleep + model.waited[span];
    time = Math.min(time, model.end[span]);
    if (model.waited[span] === 0 || time <= asleep) {
      put(rank, begin[span], time, kind);
      time = begin[span];
      span = span > model.first[rank] ? span - 1 : -1;
      continue;
    }
    put(rank, Math.min(awake, time), time, kind);
    time = Math.min(awake, time);
    const cause = causeOf(index, rank, asleep, time);
    const origin = cause < 0 ? null : originOf(messages, cause);
    if (!origin || origin.time >= time) {
      put(rank, asleep, time,
        model.kind[span] === FILES ? PATH_FILE : PATH_WAIT);
      time = asleep;
      put(rank, begin[span], time, kind);
      time = begin[span];
      span = span > model.first[rank] ? span - 1 : -1;
      continue;
    }
    /* Behind it, the file itself was asked. */
    if (model.kind[span] === FILES && index.done[cause] < time) {
      put(rank, index.done[cause], time, PATH_FILE);
      time = index.done[cause];
    }
    put(origin.rank, origin.time, time,
      isAccess(messages, cause) ? PATH_FILE : PATH_TRANSFER, cause);
    time = origin.time;
    span = spanUntil(model, origin.rank, time);
  }
  return steps.reverse();
}

/* Found when it is first asked for. */
function pathOf(model) {
  model.path ??= makePath(model);
  return model.path;
}

/* As columns, and what the time went to. */
function makePath(model) {
  const steps = model.deadlock ? [] : findPath(model);
  const path = { count: steps.length, parts: PATH_WORDS.map(() => 0) };
  for (const name of ['rank', 'begin', 'length', 'kind', 'message'])
    path[name] = Float64Array.from(steps, (one) => one[name]);
  for (const { kind, length } of steps)
    path.parts[kind] += length;
  return path;
}
