import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { newFolder, startProgram } from '../programs/support/program.ts';

const MAIN = resolve('dist/main.js');
const PATIENCE_MS = 20_000;
let browser: Browser;

beforeAll(async () => {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
});
afterAll(() => browser.close());

/** What the banner of a new Quell tells people: where its Slack is, and the line that makes an incident. */
interface Banner {
  readonly page: string;
  readonly curl: string;
}

/** Starts the built program as a person does who has nothing: no token, no service, no file. */
async function startQuell(): Promise<Banner> {
  const folder = newFolder();
  const running = await startProgram(process.execPath, {
    args: [MAIN, 'serve'],
    cwd: folder.path,
    env: { PORT: '0', LOG_LEVEL: 'error' },
    ready: /Slack\s+(http:\S+)[\s\S]*?^(curl .*)$/m,
  });
  onTestFinished(async () => {
    await running.stop();
    folder.remove();
  });
  return { page: running.ready[1] ?? '', curl: running.ready[2] ?? '' };
}

/** Opens the page as Ann, and fails the test where the page itself has faults. */
async function open(url: string, how: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(how);
  const page = await context.newPage();
  const faults: string[] = [];
  onTestFinished(async () => {
    await context.close();
    expect(faults, 'faults of the page').toEqual([]);
  });
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  await page.goto(url);
  await page.getByRole('main').waitFor();
  return page;
}

/** Marks the page, so that a reload would be seen. */
const mark = (page: Page) => page.evaluate('void (globalThis.isSamePage = true)');
const isSamePage = (page: Page) => page.evaluate('globalThis.isSamePage === true');

it.each([
  ['a desk', { viewport: { width: 1280, height: 800 } }],
  ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
])(
  'the first minutes with Quell work on %s: the banner, its curl line, the card, a click',
  async (_, how) => {
    const banner = await startQuell();
    const page = await open(banner.page, how);
    await mark(page);

    const { stdout } = await promisify(execFile)('sh', ['-c', banner.curl]);
    expect(JSON.parse(stdout)).toEqual({ accepted: 1, rejected: [] });
    const card = page.getByRole('article').filter({ hasText: 'Disk is almost full on db-01' });
    await card.getByText('nobody has this yet').waitFor();
    await card.getByRole('button', { name: /^Acknowledge/ }).click();
    await card.getByText(/with .* since/).waitFor();
    await card.getByRole('button', { name: /^Unacknowledge/ }).waitFor();
    await card.getByRole('button', { name: /2 replies/ }).click();
    await page.getByText(/acknowledged, .* after the start/).waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(how.viewport.width);
    expect(await isSamePage(page)).toBe(true);
  },
);
