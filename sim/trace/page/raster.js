/*
 * raster.js - many spans as pixels: each pixel mixes the colours of what its
 * ranks did in its time.
 *
 * Nothing smaller than a pixel is drawn by itself.  A lane is walked once, and
 * whole blocks of spans that fall into one pixel are taken from their sums, so
 * that a frame costs as much as there are pixels, not events.
 */

/* Add the parts of a lane's time to `sums`, 2 * KINDS numbers a column. */
function sumLane(rank, t0, t1, columns, sums) {
  const { begin, end, waitFrom, waited, kind } = model;
  const perColumn = (t1 - t0) / columns, slots = 2 * KINDS;
  const last = model.first[rank + 1];
  let i = halve(model.first[rank], last, (k) => end[k] > t0);
  const add = (from, to, slot) => {
    from = Math.max(from, t0);
    to = Math.min(to, t1);
    if (from >= to)
      return;
    let column = Math.min(columns - 1, Math.floor((from - t0) / perColumn));
    for (; column < columns; column++) {
      const edge = t0 + (column + 1) * perColumn;
      if (to <= edge || column === columns - 1) {
        sums[column * slots + slot] += to - from;
        return;
      }
      sums[column * slots + slot] += edge - from;
      from = edge;
    }
  };
  while (i < last && begin[i] < t1) {
    if ((i & (STRIDE - 1)) === 0 && i + STRIDE <= last && begin[i] >= t0) {
      const column = Math.floor((begin[i] - t0) / perColumn);
      if (end[i + STRIDE - 1] <= t0 + (column + 1) * perColumn &&
          column < columns) {
        const block = (i >> 5) * slots;
        for (let slot = 0; slot < slots; slot++)
          sums[column * slots + slot] += model.sums[block + slot];
        i += STRIDE;
        continue;
      }
    }
    const slot = 2 * kind[i];
    if (waited[i] > 0) {
      const from = begin[i] + waitFrom[i], to = from + waited[i];
      add(begin[i], from, slot);
      add(from, to, slot + 1);
      add(to, end[i], slot);
    } else {
      add(begin[i], end[i], slot);
    }
    i++;
  }
}

/* One row of pixels from the sums of `lanes` lanes. */
function paintRow(sums, columns, whole, pixels, offset) {
  const slots = 2 * KINDS, { red: reds, green: greens, blue: blues } = theme;
  const paper = rgb(theme.paper);
  for (let column = 0; column < columns; column++) {
    let red = 0, green = 0, blue = 0, covered = 0;
    for (let slot = 0; slot < slots; slot++) {
      const sum = sums[column * slots + slot];
      if (sum === 0)
        continue;
      const part = sum / whole;
      covered += part;
      red += part * reds[slot];
      green += part * greens[slot];
      blue += part * blues[slot];
    }
    const rest = Math.max(0, 1 - covered), at = offset + 4 * column;
    pixels[at] = red + rest * paper[0];
    pixels[at + 1] = green + rest * paper[1];
    pixels[at + 2] = blue + rest * paper[2];
    pixels[at + 3] = covered > 0 ? 255 : 0;
  }
}

/* Ranks from r0 to r1 as an image of `rows` rows; rows share out the ranks. */
function makeRaster(t0, t1, r0, r1, columns, rows) {
  const image = new ImageData(columns, rows);
  const sums = new Float64Array(columns * 2 * KINDS);
  for (let row = 0; row < rows; row++) {
    const low = r0 + Math.floor((r1 - r0) * row / rows);
    const high = Math.max(low + 1, r0 + Math.floor((r1 - r0) * (row + 1) / rows));
    sums.fill(0);
    for (let rank = low; rank < high; rank++)
      sumLane(rank, t0, t1, columns, sums);
    paintRow(sums, columns, (t1 - t0) / columns * (high - low), image.data,
      4 * columns * row);
  }
  const buffer = new OffscreenCanvas(columns, rows);
  buffer.getContext('2d').putImageData(image, 0, 0);
  return buffer;
}
