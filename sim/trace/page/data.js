/*
 * data.js - from the blocks of the page to columns of numbers.
 *
 * A block is base64 of deflated bytes: a count, then one column after the
 * other, each number as 7 bits a byte, lowest first, the high bit on all but
 * the last.  The page's writer, page_block.c, has the same table of columns.
 * Times are whole picoseconds; doubles hold them exactly up to 2.5 hours and
 * to one part in 10^16 beyond.
 */

/* u: unsigned, s: signed (zigzag), d: signed difference to the one before. */
const COLUMNS = {
  spans: [['rank', 'd'], ['end', 'd'], ['length', 'u'], ['name', 'u'],
    ['site', 'u'], ['peer', 's'], ['tag', 's'], ['bytes', 's'],
    ['waitFrom', 'u'], ['waited', 'u'], ['flags', 'u'], ['comm', 'u']],
  messages: [['number', 'd'], ['from', 'd'], ['to', 'd'], ['sent', 'd'],
    ['begin', 'u'], ['end', 'u'], ['matched', 'u'], ['tag', 's'],
    ['bytes', 'u'], ['sendCall', 'd'], ['recvCall', 'd'], ['flags', 'u']],
};

const SPAN_OPEN = 1; /* the call never returned */
const MESSAGE_INNER = 1; /* of a collective */
const MESSAGE_RENDEZVOUS = 2;
const MESSAGE_UNMATCHED = 4;
const MESSAGE_UNDER_WAY = 8; /* when the run ended */
const MESSAGE_POSTED = 16; /* its receive was there first */
const MESSAGE_PROTOCOL = 5; /* the bits above: which of */
const PROTOCOLS = ['eager', 'synchronous', 'rendezvous', 'one-sided', 'storage'];
const STORAGE = 4; /* no message: an access to a file, of `from` */

/* One of the numbers of a block, and where the next begins. */
const cursor = { at: 0 };

function readNumber(bytes) {
  let value = 0, scale = 1, byte;
  do {
    byte = bytes[cursor.at++];
    value += (byte & 127) * scale;
    scale *= 128;
  } while (byte > 127);
  return value;
}

/* A column of a block into its part of the whole. */
function readColumn(bytes, coding, to) {
  const signed = coding !== 'u', differences = coding === 'd';
  let sum = 0;
  for (let i = 0; i < to.length; i++) {
    let value = bytes[cursor.at];
    if (value < 128)
      cursor.at++;
    else
      value = readNumber(bytes);
    if (signed) {
      const half = Math.floor(value / 2);
      value = half * 2 === value ? half : -half - 1;
    }
    to[i] = differences ? (sum += value) : value;
  }
}

async function inflate(text) {
  const raw = atob(text);
  const packed = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++)
    packed[i] = raw.charCodeAt(i);
  const stream = new Blob([packed]).stream()
    .pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/* All blocks of a kind as one; the page forgets their text. */
async function readBlocks(kind) {
  const scripts = [...document.querySelectorAll(
    `script[type="dryrun/${kind}"]`)];
  const blocks = await Promise.all(scripts.map(async (script) => {
    const bytes = await inflate(script.textContent.trim());
    script.remove();
    cursor.at = 0;
    return { bytes, count: readNumber(bytes), first: cursor.at };
  }));
  const whole = { count: blocks.reduce((sum, block) => sum + block.count, 0) };
  for (const [name] of COLUMNS[kind])
    whole[name] = new Float64Array(whole.count);
  let row = 0;
  for (const { bytes, count, first } of blocks) {
    cursor.at = first;
    for (const [name, coding] of COLUMNS[kind])
      readColumn(bytes, coding, whole[name].subarray(row, row + count));
    row += count;
  }
  return whole;
}

function readRun() {
  return JSON.parse(document.getElementById('run').textContent);
}
