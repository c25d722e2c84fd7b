/*
 * open_page.mjs FILE [TIMES] - after how many seconds a timeline page is drawn,
 * and how many of the processor its process took: the least of TIMES.
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
    const wall = [], cpu = [];
    for (let i = 0; i < Number(how); i++) {
      /* Each load has a process of its own. */
      await browser.ask('Performance.enable', { timeDomain: 'threadTicks' });
      wall.push(await browser.load(resolve(file)) / 1000);
      const { metrics } = await browser.ask('Performance.getMetrics');
      cpu.push(metrics.find((one) => one.name === 'ProcessTime').value);
    }
    console.log(Math.min(...wall).toFixed(1), cpu[0].toFixed(1));
  }
} finally {
  await browser.close();
}
