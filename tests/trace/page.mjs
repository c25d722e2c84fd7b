/*
 * page.mjs CASE FOLDER - the timeline page in headless Chromium, used by wheel,
 * mouse and keys as a person would.
 *
 * FOLDER has exchange.html, stall.html and heat.html.  What is shown is read
 * from the address, which the page keeps up to date, and from its pixels.
 */
import { Browser } from './browser.mjs';

const [, , name, folder] = process.argv;
let failed = false;

function expect(good, what) {
  if (!good) {
    failed = true;
    console.log(`FAILED: ${what}`);
  }
}

/* A page of which one knows where things are. */
class Page {
  constructor(browser) {
    this.browser = browser;
  }

  async load(file, hash) {
    await this.browser.load(`${folder}/${file}`, hash);
    await this.browser.settle();
    this.box = await this.browser.value(`(() => {
      const { left, top, width, height } =
        document.getElementById('view').getBoundingClientRect();
      return { left, top, width, height }; })()`);
  }

  /* t and r: what is shown, picoseconds and ranks. */
  async shown() {
    const hash = await this.browser.value('location.hash');
    const words = new URLSearchParams(hash.slice(1));
    const range = (key) => words.get(key).split(',').map(Number);
    return { t: range('t'), r: range('r'), words };
  }

  async at(time, rank) {
    const { t, r } = await this.shown();
    const { left, top, width, height } = this.box;
    return [left + 92 + (time - t[0]) / (t[1] - t[0]) * (width - 92),
      top + 56 + (rank - r[0]) / (r[1] - r[0]) * (height - 56)];
  }

  async text(id) {
    return this.browser.value(`document.getElementById('${id}').innerText`);
  }

  /* Red, green and blue at a point of the window. */
  async colour(x, y) {
    const dx = Math.round(x - this.box.left), dy = Math.round(y - this.box.top);
    return this.browser.value(`[...document.getElementById('view')
      .getContext('2d').getImageData(${dx}, ${dy}, 1, 1).data].slice(0, 3)`);
  }

  /* How many pixels of a rectangle have that colour, nearly. */
  async count(x1, y1, x2, y2, [red, green, blue]) {
    const { left, top } = this.box;
    return this.browser.value(`(() => {
      const { data } = document.getElementById('view').getContext('2d')
        .getImageData(${Math.round(x1 - left)}, ${Math.round(y1 - top)},
          ${Math.round(x2 - x1)}, ${Math.round(y2 - y1)});
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        count += Math.abs(data[i] - ${red}) + Math.abs(data[i + 1] - ${green}) +
          Math.abs(data[i + 2] - ${blue}) < 24;
      return count; })()`);
  }

  click(id) {
    return this.browser.value(`document.getElementById('${id}').click()`)
      .then(() => this.browser.settle());
  }
}

const GREEN = [0, 158, 115], ORANGE = [230, 159, 0], ALARM = [213, 94, 0];
const near = (a, b) => a.every((value, i) => Math.abs(value - b[i]) < 12);

const cases = {
  async loads_from_a_file_and_asks_for_nothing(page, browser) {
    await page.load('exchange.html');
    expect(browser.errors.length === 0, browser.errors.join('\n'));
    const others = browser.requests.filter((url) =>
      !url.startsWith('file://') && url !== 'about:blank');
    expect(others.length === 0, `asked for ${others}`);
    expect(await page.text('title') === 'exchange isend', await page.text('title'));
    expect(await page.text('verdict') === 'ok', 'no verdict');
    const facts = await page.text('facts');
    expect(/2\.001 us simulated, 2 ranks, on default, hybrid network/.test(facts),
      facts);
    const legend = await page.text('legend');
    expect(/receive/.test(legend) && /collective/.test(legend) &&
      !/computing\n/.test(legend), legend);
    const table = await page.text('summary');
    expect(/16 calls, 4 messages/.test(table), table);
  },

  async wheel_keys_and_drag_move_the_view(page, browser) {
    await page.load('heat.html');
    await browser.key('0');
    const all = await page.shown();
    const [x, y] = await page.at(all.t[1] * .25, 4);
    await browser.move(x, y);
    await browser.wheel(x, y, -600);
    const zoomed = await page.shown();
    const share = ({ t }) => (all.t[1] * .25 - t[0]) / (t[1] - t[0]);
    expect(zoomed.t[1] - zoomed.t[0] < (all.t[1] - all.t[0]) / 2,
      'the wheel does not zoom');
    expect(Math.abs(share(zoomed) - share(all)) < .01,
      'the time under the pointer moved');
    await browser.drag(x, y, x - 200, y);
    const dragged = await page.shown();
    const moved = (dragged.t[0] - zoomed.t[0]) / (zoomed.t[1] - zoomed.t[0]) *
      (page.box.width - 92);
    expect(Math.abs(moved - 200) < 2, `a drag by 200 moved ${moved}`);
    await browser.wheel(x, y, -600, 8); /* Shift */
    const taller = await page.shown();
    expect(taller.r[1] - taller.r[0] < 5, 'Shift and wheel zoom no ranks');
    await browser.key('ArrowRight');
    const right = await page.shown();
    expect(right.t[0] > taller.t[0], 'the right key does not move');
    await browser.key('+');
    const closer = await page.shown();
    expect(closer.t[1] - closer.t[0] < right.t[1] - right.t[0], '+ does nothing');
    await browser.key('0');
    const again = await page.shown();
    expect(again.t[1] === all.t[1] && again.r[1] === all.r[1], '0 shows not all');
    /* In the small picture below: to the middle. */
    await browser.wheel(x, y, -1500);
    await browser.click((page.box.left + 92 + page.box.left + page.box.width) / 2,
      page.box.top + page.box.height + 30);
    const centre = await page.shown();
    expect(Math.abs((centre.t[0] + centre.t[1]) / 2 / all.t[1] - .5) < .01,
      'the small picture does not move the view');
  },

  async hover_and_click_tell_all_of_a_call(page, browser) {
    await page.load('exchange.html');
    await browser.key('0');
    const [x, y] = await page.at(1.3e6, .4);
    await browser.move(x, y);
    const tip = await page.text('tip');
    expect(/^MPI_Recv at .*exchange\.c:27\nrank 0, peer 1, tag 1, 8 bytes\n1 us, takes 1\.001 us, 1\.001 us blocked/.test(tip), tip);
    await browser.click(x, y);
    const details = (await page.text('details')).replace(/\n/g, ' ');
    for (const part of ['MPI_Recv', 'exchange.c:27', 'rank 0 on node-0',
      'peer rank 1', 'tag 1', 'size 8 bytes', 'begins 1 us', 'ends 2.0008 us',
      'takes 1.001 us', 'of it blocked 1.001 us (100 %)'])
      expect(details.includes(part), `no "${part}" in ${details}`);
    /* To the other side. */
    await browser.value(`[...document.querySelectorAll('#details button')]
      .find((button) => button.innerText === 'jump to the send').click()`);
    await browser.settle();
    const other = (await page.text('details')).replace(/\n/g, ' ');
    expect(other.includes('MPI_Isend') && other.includes('exchange.c:26') &&
      other.includes('rank 1 on node-1'), other);
    /* The address leads there again. */
    const hash = await browser.value('location.hash');
    await page.load('exchange.html', hash);
    const linked = (await page.text('details')).replace(/\n/g, ' ');
    expect(linked === other, `the link shows ${linked}`);
  },

  async arrows_tell_of_their_messages(page, browser) {
    await page.load('exchange.html');
    await browser.key('0');
    const [x1, y1] = await page.at(1e6, .9);
    const [x2, y2] = await page.at(2.0008e6, 1.1);
    await browser.click((x1 + x2) / 2 + 30, (y1 + y2) / 2 + (y2 - y1) / (x2 - x1) * 30);
    const details = (await page.text('details')).replace(/\n/g, ' ');
    expect(/message [34]: \d → \d/.test(details), details);
    expect(details.includes('size 8 bytes') && details.includes('sent 1 us') &&
      details.includes('arrives 2.0008 us'), details);
  },

  async search_finds_and_goes_through_hits(page, browser) {
    await page.load('exchange.html');
    await browser.key('/');
    await browser.type('MPI_Recv');
    expect(await page.text('hits') === '2 hits', await page.text('hits'));
    await browser.key('Enter');
    expect(await page.text('hits') === '1 of 2', await page.text('hits'));
    let details = await page.text('details');
    expect(/MPI_Recv/.test(details), details);
    for (const [words, hits] of [['rank:1', '8 hits'], ['exchange.c:27', '2 hits'],
      ['tag:1', '4 hits'], ['MPI_Recv rank:0', '1 hit'], ['nothing', 'no hit'],
      ['exchange.c:2', 'no hit']]) {
      await browser.value(`document.getElementById('query').value = ''`);
      await browser.value(`document.getElementById('query').focus()`);
      await browser.type(words);
      expect(await page.text('hits') === hits,
        `${words}: ${await page.text('hits')}`);
    }
  },

  async pixels_have_the_colours_of_the_legend(page, browser) {
    await page.load('exchange.html');
    await browser.key('0');
    /* Receiving: pale, under a solid edge. */
    let [x, y] = await page.at(1.5e6, .3);
    const pale = await page.colour(x, y);
    expect(near(pale, [248, 226, 178]), `the receive is ${pale}`);
    const [, top] = await page.at(0, 0);
    expect(await page.count(x, top, x + 40, y, ORANGE) > 80,
      'waiting has no edge');
    await page.load('heat.html');
    await browser.key('0');
    [x] = await page.at(0, 0);
    const width = page.box.left + page.box.width - x;
    const green = await page.count(x, page.box.top + 60, x + width - 2,
      page.box.top + page.box.height - 2, GREEN);
    expect(green > width * 60, `${green} pixels compute`);
  },

  async a_deadlock_is_hatched_with_its_cycle(page, browser) {
    await page.load('stall.html');
    await browser.key('0');
    expect(await page.text('verdict') === 'deadlock', 'no verdict');
    const { t } = await page.shown();
    const [x, y] = await page.at(t[1] * .9, .5);
    const found = await page.text('findings');
    expect(/deadlock 2 of 2 ranks wait for ever/.test(found), found);
    const red = await page.count(x - 20, y - 40, x + 40, y + 40, ALARM);
    expect(red > 250, `${red} pixels of alarm`);
    /* Between the lanes there is nothing but the cycle. */
    const [, gap] = await page.at(0, 1);
    const end = page.box.left + page.box.width;
    const arrows = await page.count(x - 30, gap - 3, end - 1, gap + 3, ALARM);
    expect(arrows > 10 && arrows < 120, `${arrows} pixels of the cycle`);
    const edge = await page.count(end - 8, gap - 3, end - 1, gap + 3, ALARM);
    expect(edge === 0, 'the cycle is cut at the edge');
    await browser.key('+');
    await page.click('stuck');
    const again = await page.shown();
    expect(again.t[1] === t[1], 'the button does not lead to the end');
    await browser.click(x, y - 30);
    const details = await page.text('details');
    expect(/MPI_Send/.test(details) && /waits for ever/.test(details) &&
      /no matching receive was posted/.test(details), details);
  },

  async dark_is_dark_and_small_windows_work(page, browser) {
    await page.load('exchange.html');
    const [red] = await page.colour(page.box.left + page.box.width - 4,
      page.box.top + page.box.height - 4);
    expect(red < 40, `the paper is ${red}`);
    expect(browser.errors.length === 0, browser.errors.join('\n'));
    await browser.ask('Emulation.setDeviceMetricsOverride',
      { width: 420, height: 700, deviceScaleFactor: 2, mobile: false });
    await browser.settle();
    const wide = await browser.value('document.documentElement.scrollWidth');
    expect(wide <= 420, `the page is ${wide} wide`);
  },

  async the_table_fits_and_has_the_words_of_the_report(page, browser) {
    for (const width of [1400, 1000]) {
      await browser.ask('Emulation.setDeviceMetricsOverride',
        { width, height: 860, deviceScaleFactor: 1, mobile: false });
      await page.load('heat.html');
      const over = await browser.value(`(() => {
        const wide = document.querySelector('#summary .wide');
        return wide.scrollWidth - wide.clientWidth; })()`);
      expect(over <= 0, `at ${width} the table is ${over} too wide`);
    }
    const table = (await page.text('summary')).replace(/\s+/g, ' ');
    expect(/rank share computing transfers waiting sent bytes 0 /.test(table), table);
    expect(/of [\d.]+ ms on the way \(summed over messages, at both ends\) \d+ % is hidden: \d+ % behind computing, \d+ % behind other messages\./.test(table), table);
  },

  async a_thousand_ranks_are_drawn_together(page, browser) {
    await page.load('many.html');
    expect(browser.errors.length === 0, browser.errors.join('\n'));
    await browser.key('0');
    const left = page.box.left + 94, right = page.box.left + page.box.width - 2;
    const top = page.box.top + 58, bottom = page.box.top + page.box.height - 40;
    const area = (right - left) * (bottom - top);
    const paper = await page.count(left, top, right, bottom, [255, 255, 255]);
    expect(paper < area / 2, `${paper} of ${area} pixels are empty`);
    /* Nearer, lanes have names and messages arrows. */
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    await browser.wheel(x, y, -1500, 8);
    await browser.wheel(x, y, -1500, 8);
    await browser.wheel(x, y, -2000);
    const { r } = await page.shown();
    expect(r[1] - r[0] < 40, `${r} ranks are shown`);
    await browser.move(x, y);
    expect(/rank \d+/.test(await page.text('tip')), await page.text('tip'));
  },

  async the_critical_path_is_what_decided(page, browser) {
    /* Rank 0 computes 5 us and sends, rank 1 then computes 3 us; rank 2 is
     * early.  A large message waits for its receiver, which comes late. */
    await page.load('late_sender.html');
    let found = (await page.text('findings')).replace(/\n/g, ' ');
    expect(/computing 8 us \(88\.9 %\) messages on their way 1\.001 us \(11\.1 %\)/
      .test(found), found);
    await browser.key('c');
    await browser.move(page.box.left + 200, page.box.top + 10);
    for (const [time, rank, is] of [[2.5e6, 0, true], [2.5e6, 1, false],
      [7e6, 1, true], [7e6, 0, false], [2.5e6, 2, false]]) {
      const [x, y] = await page.at(time, rank + .46);
      const count = await page.count(x - 3, y - 25, x + 3, y + 25, ALARM);
      expect(count > 10 === is, `at ${time} of rank ${rank}: ${count} pixels`);
    }
    /* What the line is stands in the legend, while it is there. */
    expect(/critical path/.test(await page.text('legend')), 'not in the legend');
    await browser.key('c');
    expect(!/critical path/.test(await page.text('legend')), 'still there');
    await page.load('late_receiver.html');
    found = (await page.text('findings')).replace(/\n/g, ' ');
    expect(/computing 5 us/.test(found), found);
    await browser.key('c');
    for (const [rank, is] of [[0, false], [1, true]]) {
      const [x, y] = await page.at(4e6, rank + .46);
      const count = await page.count(x - 3, y - 25, x + 3, y + 25, ALARM);
      expect(count > 10 === is, `late receiver, rank ${rank}: ${count} pixels`);
    }
  },

  async files_are_told_from_messages(page, browser) {
    await page.load('files.html');
    const found = (await page.text('findings')).replace(/\n/g, ' ');
    expect(/files [\d.]+ ms \((100\.0|99\.\d) %\)/.test(found), found);
    expect(!/messages on their way [^(]*\([1-9]/.test(found), found);
    const table = (await page.text('summary')).replace(/\s+/g, ' ');
    expect(/ 1 message, 5 file accesses;/.test(table), table);
    const legend = await page.text('legend');
    expect(/^file$/m.test(legend), legend);
    expect(/data on the way, of messages and files/.test(legend), legend);
    /* Bars of calls on files have that colour; one tells of its access. */
    await browser.key('0');
    const [x, y] = await page.at(1e9, .46);
    await browser.click(x, y);
    const details = await page.text('details');
    expect(/MPI_File_write/.test(details) && /1 MiB of a file/.test(details),
      details);
    expect(!/to rank/.test(details), details);
    await browser.value(`[...document.querySelectorAll('#details .link')]
      .find((one) => /of a file/.test(one.textContent)).click()`);
    expect(/file access \d+ of rank 0/.test(await page.text('details')),
      await page.text('details'));
    /* Opened together, which takes messages as well as a look at the disk. */
    await page.load('together.html');
    const path = (await page.text('findings')).replace(/\n/g, ' ');
    expect(/way [\d.]+ us \(0\.\d %\) files [\d.]+ ms \(99\.\d %\)/.test(path),
      path);
  },

  async every_key_of_the_list_does_something(page, browser) {
    await page.load('exchange.html');
    await browser.key('?');
    const help = await browser.value(`document.getElementById('help').open &&
      document.getElementById('help').innerText`);
    expect(/zoom in \(wheel\)/.test(help), help);
    await browser.key('Escape');
    await browser.key('0');
    await browser.key('m');
    expect(await browser.value(`document.getElementById('messages')
      .getAttribute('aria-pressed')`) === 'false', 'm does nothing');
    for (const key of ['o', '-', '[', ']', '{', '}', 'a', 'd', 'w', 's', 'Home',
      'End', ',', '.', 'n', 'N', 'c', 'x', 'f', 'PageUp', 'PageDown', 'Escape'])
      await browser.key(key);
    expect(browser.errors.length === 0, browser.errors.join('\n'));
  },
};

const browser = await Browser.open({ dark: name.startsWith('dark') });
try {
  await cases[name](new Page(browser), browser);
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);
