/*
 * words.js - numbers with units, and text that is safe in HTML.
 */
const UNITS = [['s', 1e12], ['ms', 1e9], ['us', 1e6], ['ns', 1e3], ['ps', 1]];

function unitOf(picoseconds) {
  const size = Math.abs(picoseconds);
  return UNITS.find(([, scale]) => size >= scale) || UNITS[3];
}

/* 12.35 us: four digits, no more than there are. */
function duration(picoseconds) {
  if (picoseconds === 0)
    return '0 s';
  const [unit, scale] = unitOf(picoseconds);
  const value = picoseconds / scale;
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  return `${+value.toFixed(Math.min(digits, 3))} ${unit}`;
}

/* The same with three digits, for tables. */
function brief(picoseconds) {
  const [unit, scale] = unitOf(picoseconds);
  return picoseconds === 0 ? '0'
    : `${+(picoseconds / scale).toPrecision(3)} ${unit}`;
}

/* A moment in full: 0.001 234 567 s would be hard to read, 1.234567 ms is. */
function moment(picoseconds) {
  const [unit, scale] = unitOf(picoseconds || 1000);
  return `${+(picoseconds / scale).toFixed(Math.round(Math.log10(scale)))} ${unit}`;
}

function bytesText(bytes) {
  if (bytes < 1024)
    return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 2 ** (10 * power);
  const text = `${+value.toFixed(2)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
  return Number.isInteger(value) ? text : `${text} (${bytes} bytes)`;
}

function bytesShort(bytes) {
  if (bytes < 1024)
    return `${bytes} B`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 2 ** (10 * power);
  return `${+value.toPrecision(3)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
}

function counted(number, word) {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? ''
    : word.endsWith('s') ? 'es' : 's'}`;
}

/* An element; children are elements or text, never HTML. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const at = (id) => document.getElementById(id);
