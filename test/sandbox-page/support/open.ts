import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { PageState } from '../../../src/sandbox/protocol.ts';
import { buildPage } from './build.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';
import { emptyWorkspace, NOW } from './workspace.ts';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser and a fake server for one test file. */
export interface Desk {
  readonly server: FakeServer;
  /** Opens the page in a fresh context; faults of the page itself are collected. */
  readonly open: (state: PageState, how?: How) => Promise<Page>;
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

interface How extends BrowserContextOptions {
  readonly path?: string;
}

/** Builds the page, starts server and browser. */
export async function makeDesk(): Promise<Desk> {
  const folder = buildPage();
  const server = await startFakeServer(folder, emptyWorkspace());
  const executablePath = '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const faults: string[] = [];
  return {
    server,
    faults,
    open: async (state, how = {}) => {
      server.setState(state);
      faults.length = 0;
      return openPage(browser, server, how, faults);
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}

async function openPage(
  browser: Browser,
  server: FakeServer,
  { path = '?as=U1', ...options }: How,
  faults: string[],
): Promise<Page> {
  for (const old of browser.contexts()) {
    await old.close();
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(server.url + path);
  await page.getByRole('main').waitFor();
  return page;
}
