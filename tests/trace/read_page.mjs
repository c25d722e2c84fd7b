/*
 * read_page.mjs FILE calls|messages - the data of a timeline page as CSV.
 *
 * Reads the blocks by the description in sim/trace/page_block.h, without any
 * code of the page.
 */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const CODINGS = { spans: 'dduuusssuuuu', messages: 'dddduuusuddu' };
const PROTOCOLS = ['eager', 'synchronous', 'rendezvous', 'one-sided', 'storage'];
const [, , file, what] = process.argv;
const page = readFileSync(file, 'utf8');
const run = JSON.parse(
  /<script type="application\/json" id="run">([^]*?)<\/script>/.exec(page)[1]);

function rows(kind) {
  const result = [];
  const pattern = new RegExp(`<script type="dryrun/${kind}">([^<]*)<`, 'g');
  for (const [, text] of page.matchAll(pattern)) {
    const bytes = inflateSync(Buffer.from(text, 'base64'));
    let at = 0;
    const number = () => {
      let value = 0n, shift = 0n, byte;
      do {
        byte = bytes[at++];
        value |= BigInt(byte & 127) << shift;
        shift += 7n;
      } while (byte > 127);
      return value;
    };
    const count = Number(number());
    const block = Array.from({ length: count }, () => []);
    for (const coding of CODINGS[kind]) {
      let before = 0n;
      for (const row of block) {
        let value = number();
        if (coding !== 'u')
          value = value & 1n ? -(value >> 1n) - 1n : value >> 1n;
        if (coding === 'd')
          value = before += value;
        row.push(value);
      }
    }
    result.push(...block);
  }
  return result;
}

function seconds(ps) {
  const text = String(ps).padStart(13, '0');
  return `${text.slice(0, -12)}.${text.slice(-12)}`.replace(/\.?0+$/, '');
}

const word = (value) => value === -1n ? '' : value === -2n ? 'any'
  : value === -3n ? 'null' : String(value);
const lines = [];
if (what === 'calls') {
  lines.push('rank,host,call,at,peer,tag,bytes,begin_s,end_s,wait_s');
  for (const [rank, end, length, name, site, peer, tag, bytes, , waited] of
    rows('spans')) {
    const [path, line] = run.sites[site];
    lines.push([rank, run.report.per_rank[rank].host, run.names[name],
      path ? `${path}:${line}` : '', word(peer), word(tag), word(bytes),
      seconds(end - length), seconds(end), seconds(waited)].join(','));
  }
} else {
  lines.push('message,from,to,tag,bytes,protocol,sent_s,left_s,arrived_s,' +
    'received_s');
  for (const [number, from, to, sent, begin, end, matched, tag, bytes, , ,
    flags] of rows('messages'))
    lines.push([number, from, to, flags & 1n ? '' : tag, bytes,
      PROTOCOLS[flags >> 5n], seconds(sent), seconds(sent + begin),
      seconds(sent + end), seconds(sent + matched)].join(','));
}
console.log(lines.join('\n'));
