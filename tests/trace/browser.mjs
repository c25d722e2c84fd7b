/*
 * browser.mjs - headless Chromium, driven as a person would: real wheel, mouse
 * and key events, over the pipe of its debugging protocol.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLAGS = ['--headless=new', '--remote-debugging-pipe', '--no-first-run',
  '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
  '--force-color-profile=srgb', '--font-render-hinting=none',
  '--disable-background-networking', '--disable-component-update'];

const KEY_CODES = { ArrowLeft: 37, ArrowRight: 39, ArrowUp: 38, ArrowDown: 40,
  Escape: 27, Enter: 13, Home: 36, End: 35 };

export class Browser {
  static async open({ width = 1280, height = 800, dark = false } = {}) {
    const browser = new Browser();
    browser.folder = mkdtempSync(join(tmpdir(), 'chromium-'));
    const flags = [...FLAGS, `--user-data-dir=${browser.folder}`,
      `--window-size=${width},${height}`];
    /* Its sandbox does not run as root. */
    if (process.getuid() === 0)
      flags.push('--no-sandbox');
    browser.process = spawn('chromium', flags,
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    browser.next = 1;
    browser.waiting = new Map();
    browser.errors = [];
    browser.listen();
    const { targetId } = await browser.ask('Target.createTarget',
      { url: 'about:blank' });
    ({ sessionId: browser.session } = await browser.ask('Target.attachToTarget',
      { targetId, flatten: true }));
    await browser.ask('Page.enable');
    await browser.ask('Runtime.enable');
    await browser.ask('Network.enable');
    await browser.ask('Emulation.setDeviceMetricsOverride',
      { width, height, deviceScaleFactor: 1, mobile: false });
    await browser.ask('Emulation.setEmulatedMedia', { features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
    return browser;
  }

  listen() {
    let text = '';
    this.requests = [];
    this.process.stdio[4].setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const messages = text.split('\0');
      text = messages.pop();
      messages.forEach((message) => this.hear(JSON.parse(message)));
    });
  }

  hear(message) {
    if (message.method === 'Runtime.exceptionThrown')
      this.errors.push(message.params.exceptionDetails.exception?.description ||
        message.params.exceptionDetails.text);
    if (message.method === 'Network.requestWillBeSent')
      this.requests.push(message.params.request.url);
    const done = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (done)
      message.error ? done.reject(new Error(message.error.message))
        : done.resolve(message.result);
  }

  ask(method, params = {}) {
    const id = this.next++;
    this.process.stdio[3].write(JSON.stringify(
      { id, method, params, sessionId: this.session }) + '\0');
    return new Promise((resolve, reject) =>
      this.waiting.set(id, { resolve, reject }));
  }

  /* The value of an expression in the page. */
  async value(expression) {
    const { result, exceptionDetails } = await this.ask('Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ||
        exceptionDetails.text);
    return result.value;
  }

  /* Open a file; done when the page says that it is. */
  async load(path, hash = '') {
    await this.ask('Page.navigate', { url: 'about:blank' });
    await this.ask('Page.navigate', { url: `file://${path}${hash}` });
    return this.value(`new Promise((resolve) => {
      const look = () => document.documentElement?.dataset.ready ?
        resolve(Number(document.documentElement.dataset.ready)) :
        setTimeout(look, 10);
      look(); })`);
  }

  /* Until two frames have been drawn, and what is put off is done. */
  settle() {
    return this.value(`new Promise((resolve) => setTimeout(() =>
      requestAnimationFrame(() => requestAnimationFrame(resolve)), 250))`);
  }

  async mouse(type, x, y, more = {}) {
    await this.ask('Input.dispatchMouseEvent', { type, x, y, ...more });
  }

  async move(x, y) {
    await this.mouse('mouseMoved', x, y);
    await this.settle();
  }

  async click(x, y) {
    for (const type of ['mousePressed', 'mouseReleased'])
      await this.mouse(type, x, y, { button: 'left', clickCount: 1,
        buttons: type === 'mousePressed' ? 1 : 0 });
    await this.settle();
  }

  async drag(x1, y1, x2, y2) {
    await this.mouse('mousePressed', x1, y1, { button: 'left', clickCount: 1 });
    for (let i = 1; i <= 5; i++)
      await this.mouse('mouseMoved', x1 + (x2 - x1) * i / 5,
        y1 + (y2 - y1) * i / 5, { buttons: 1, button: 'left' });
    await this.mouse('mouseReleased', x2, y2, { button: 'left', clickCount: 1 });
    await this.settle();
  }

  async wheel(x, y, deltaY, modifiers = 0) {
    await this.mouse('mouseWheel', x, y, { deltaX: 0, deltaY, modifiers });
    await this.settle();
  }

  async key(key) {
    const text = key.length === 1 ? key : undefined;
    const code = KEY_CODES[key] || key.toUpperCase().charCodeAt(0);
    await this.ask('Input.dispatchKeyEvent',
      { type: 'keyDown', key, text, windowsVirtualKeyCode: code });
    await this.ask('Input.dispatchKeyEvent',
      { type: 'keyUp', key, windowsVirtualKeyCode: code });
    await this.settle();
  }

  async type(text) {
    await this.ask('Input.insertText', { text });
    await this.settle();
  }

  async picture(path) {
    const { data } = await this.ask('Page.captureScreenshot', { format: 'png' });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  async close() {
    const over = new Promise((resolve) => this.process.on('exit', resolve));
    await this.ask('Browser.close').catch(() => {});
    await over;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
