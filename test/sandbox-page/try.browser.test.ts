import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, type Running, startProgram } from '../programs/support/program.ts';

const MAIN = resolve('dist/main.js');
const PATIENCE_MS = 20_000;
/** One source has a key of its own, which the sandbox does not know. */
const CONFIG = 'sources:\n  - { name: json, type: json, key: another-key }\n';

const folder = newFolder();
let quell: Running;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  writeFileSync(join(folder.path, 'quell.yml'), CONFIG);
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  [quell, browser] = await Promise.all([
    startProgram(process.execPath, {
      args: [MAIN, 'serve'],
      cwd: folder.path,
      env: { PORT: '0', LOG_LEVEL: 'error' },
      ready: /Slack\s+(http:\S+)[\s\S]*Ctrl\+C/,
    }),
    chromium.launch({ executablePath: '/usr/bin/chromium', args }),
  ]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  await page.goto(quell.ready[1] ?? '');
});
afterAll(async () => {
  await browser?.close();
  await quell?.stop();
  folder.remove();
});
afterEach(() => {
  expect(faults.splice(0), 'faults of the page').toEqual([]);
});

const button = (name: string) => page.getByRole('button', { name });
const row = (title: string): Locator => page.getByRole('listitem').filter({ hasText: title });
const card = (title: string): Locator => page.getByRole('article').filter({ hasText: title });

/** Slack behaves so from now on: the banner, which shows what the sandbox says, has these words. */
async function behave(word: string, banner: string): Promise<void> {
  const group = page.getByRole('group', { name: "Slack's behaviour" });
  await group.getByText(word, { exact: true }).click();
  await page.getByRole('status').getByText(banner).first().waitFor();
}

describe('the panel "Try it", with the real bot', () => {
  it('sends an example, whose card appears, and then its end', async () => {
    await button('Send DiskFull on 9 hosts').click();
    await card('DiskFull on 9 hosts').getByText('14 alerts firing').waitFor();
    await row('DiskFull').getByText('Sent: 14 alerts').waitFor();

    await button('Resolve DiskFull on 9 hosts').click();
    await card('DiskFull on 9 hosts').getByText('resolves by itself').waitFor();

    await row('DiskFull').getByText('It is over').waitFor();
    expect(await page.locator('button:focus').getAttribute('aria-label')).toBe(
      'Send DiskFull on 9 hosts',
    );
    expect(await button('Resolve DiskFull on 9 hosts').isVisible()).toBe(false);
  });

  it('sends what the Home shows too, where the next step is one press', async () => {
    await button(': Home').click();
    await page.getByRole('heading', { name: '1 incident needs you' }).waitFor();

    await button('Acknowledge INC-1').click();

    await page.getByText('with you').waitFor();
    expect(await button('Resolve INC-1').isVisible()).toBe(true);
    await button('alerts').first().click();
  });

  it('takes alerts while Slack is down, says what waits, and shows it when Slack is back', async () => {
    await behave('Down', 'Slack is down');
    await button('Send HighMemory on web-03').click();

    const figures = page.getByRole('tabpanel').locator('dl');
    await figures.getByText(/^\d+ messages?$/).waitFor();
    await button('Send DiskFull on 9 hosts').click();
    await expect
      .poll(() => figures.textContent(), { timeout: PATIENCE_MS })
      .toMatch(/accepted meanwhile[1-9]\d*$/);
    expect(await card('HighMemory on web-03').count()).toBe(0);

    await behave('Well', 'Slack answers normally');

    await card('HighMemory on web-03').waitFor();
    await figures.getByText('nothing').waitFor();
    expect(await figures.getByText('accepted meanwhile').isVisible()).toBe(false);
  });

  it('keeps the cards of an archived channel, says when they are tried again, and brings them', async () => {
    await button('Archive #alerts').click();
    await page.getByText('This channel is archived.').waitFor();
    await button('Send shop.example.com flaps').click();

    const figures = page.getByRole('tabpanel').locator('dl');
    await figures.getByText(/^within \d+ s$/).waitFor();
    expect(await card('shop.example.com').count()).toBe(0);

    await button('Unarchive #alerts').click();
    await card('shop.example.com').waitFor();
    await button('Stop shop.example.com flaps').click();
  });

  it('says how far a storm is, and stops it', async () => {
    await button('Send Storm of 500').click();
    const stop = button('Stop Storm of 500');
    await row('Storm')
      .getByText(/of 500 alerts sent/)
      .waitFor();
    expect(await stop.getAttribute('aria-busy')).toBe('true');

    await stop.click();
    await row('Storm')
      .getByText(/Stopped after \d+ of 500 alerts/)
      .waitFor();

    expect(await row('Storm').getByRole('progressbar').isVisible()).toBe(false);
    await button('Send Storm of 500').waitFor();
    await button('Resolve Storm of 500').waitFor();
  });

  it('shows an error of a program, which people resolve', async () => {
    await button("Send KeyError: 'vat_rate'").click();
    await card('KeyError').getByText(/users/).waitFor();
    await button("Stop KeyError: 'vat_rate'").click();

    await button("Resolve KeyError: 'vat_rate'").click();

    await card('KeyError')
      .getByText(/Resolved/)
      .waitFor();
  });

  it('says why the bot does not take one', async () => {
    await button('Send Hostile text').click();

    await row('Hostile').getByText('The bot wants another key than its ingest key').waitFor();

    expect(await button('Resolve Hostile text').isVisible()).toBe(false);
  });

  it('says what to do where the sandbox does not know the bot', async () => {
    await page.route('**/control/stream*', (route) => route.fulfill({ status: 204 }));
    await page.route('**/control/state*', async (route) => {
      const response = await route.fetch();
      const { try_it, ...state } = await response.json();
      expect(try_it).toBeDefined();
      await route.fulfill({ response, json: state });
    });

    await page.reload();

    await page.getByText('This workspace was not told where the bot takes alerts in').waitFor();
    expect(await page.getByRole('button', { name: /^Send Disk/ }).count()).toBe(0);
    faults.length = 0;
  });
});
