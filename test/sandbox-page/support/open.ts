import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
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

/** A browser with one open page, and a fake server, for one test file. */
export interface Desk {
  readonly server: FakeServer;
  /** Loads the page anew with this state, as somebody who was never here; faults of the page itself are collected. */
  readonly open: (state: PageState, how?: How) => Promise<Page>;
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

interface How {
  readonly path?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

const DESK = { width: 1280, height: 800 };

/** One desk for all tests of a file, from its first test to its last. */
export function sharedDesk(): Desk {
  let made: Desk | undefined;
  const desk = (): Desk => {
    if (!made) {
      throw new Error('The desk is made before the first test begins.');
    }
    return made;
  };
  beforeAll(async () => {
    made = await makeDesk();
  });
  afterAll(() => made?.close());
  return {
    open: (state, how) => desk().open(state, how),
    close: () => desk().close(),
    get server() {
      return desk().server;
    },
    get faults() {
      return desk().faults;
    },
  };
}

/** Builds the page, starts server and browser. */
async function makeDesk(): Promise<Desk> {
  const folder = buildPage();
  const server = await startFakeServer(folder, emptyWorkspace());
  const executablePath = '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const faults: string[] = [];
  const page = await newPage(browser, faults);
  return {
    server,
    faults,
    open: async (state, how = {}) => {
      await forget(page);
      server.setState(state);
      faults.length = 0;
      await openPage(page, server, how);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}

// One page for all tests: a context of its own for each would fetch and compile the whole page again each time.
async function newPage(browser: Browser, faults: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      faults.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1:')) {
      faults.push(`${request.url()} is asked for, which is outside.`);
    }
  });
  await page.clock.setFixedTime(NOW);
  return page;
}

/** Takes away what the last test left: what the page remembers, and the page itself. */
async function forget(page: Page): Promise<void> {
  await page.context().setOffline(false);
  if (page.url() !== 'about:blank') {
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
    await page.goto('about:blank');
  }
}

async function openPage(
  page: Page,
  server: FakeServer,
  { path = '?as=U1', viewport = DESK, colorScheme = 'light' }: How,
): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.goto(server.url + path);
  await page.getByRole('main').waitFor();
}
