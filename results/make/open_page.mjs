/*
 * open_page.mjs FILE [TIMES] - how many milliseconds after it was asked for a
 * timeline page is drawn: the shortest of TIMES.
 *
 * open_page.mjs FILE --picture PNG [HASH] [KEYS] - a picture of it, with what
 * HASH names, after KEYS.
 */
import { resolve } from 'node:path';
import { Browser } from '../../tests/trace/browser.mjs';

const [, , file, how = '1', picture, hash = '', keys = ''] = process.argv;
const browser = await Browser.open({ width: 1280, height: 720 });
try {
  if (how === '--picture') {
    await browser.load(resolve(file), hash);
    for (const key of keys)
      await browser.key(key);
    await browser.settle();
    await browser.picture(picture);
  } else {
    let best = Infinity;
    for (let i = 0; i < Number(how); i++)
      best = Math.min(best, await browser.load(resolve(file)));
    console.log(best);
  }
} finally {
  await browser.close();
}
