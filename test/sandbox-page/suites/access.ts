import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PageState } from '../../../src/sandbox/protocol.ts';
import { RICH_BLOCKS } from '../support/blocks.ts';
import type { Desk } from '../support/open.ts';
import { busyWorkspace, fromFixture, homeOf, modalOf, said, tsAt } from '../support/workspace.ts';

const AXE = readFileSync(
  new URL('../../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);

// Everything that WCAG 2.2 asks for up to AA and that a program can see, and what axe counts as good manners.
const RUN = `axe.run(document, {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`;

type Way = (page: Page, isPhone: boolean) => Promise<void>;

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** Goes to a tab of the side panel, which on a phone is a view. */
const toPanel =
  (name: string): Way =>
  (page, isPhone) =>
    isPhone
      ? page.getByRole('navigation', { name: 'Views' }).getByText(name).click()
      : page.getByRole('tab', { name }).click();

const toChannels: Way = async (page, isPhone) => {
  if (isPhone) {
    await press(page, 'Channels');
  }
};

interface Scene {
  readonly what: string;
  readonly state?: Partial<PageState>;
  /** Whether a desk shows it beside the channel anyway. */
  readonly alone?: true;
  readonly go: Way;
}

const blocks = [
  'every-element',
  'report-weekly',
  'card-hostile',
  'card-deploy-bad',
  'storm-during',
];
const everything = blocks.map((name, at) => fromFixture(name, tsAt('14:41', at + 1)));
everything.push(said('B1', 'Newer blocks', tsAt('14:42'), { blocks: Object.values(RICH_BLOCKS) }));
const whisper = fromFixture('ephemeral-refusal', tsAt('14:44'), { ephemeral: true });
const fault = { reason: 'Say why in a few words.' };

const SCENES: readonly Scene[] = [
  { what: 'a busy channel', go: async () => {} },
  {
    what: 'an open thread',
    go: async (page) => {
      await press(page, '5 replies');
      await page.getByRole('heading', { name: 'DiskFull on 9 hosts' }).waitFor();
    },
  },
  { what: 'Try it', alone: true, go: toPanel('Try it') },
  {
    what: 'the inspector',
    go: async (page, isPhone) => {
      await toPanel('Inspector')(page, isPhone);
      await page.getByText('block_actions').click();
    },
  },
  { what: 'the channels', alone: true, go: toChannels },
  {
    what: 'the App Home',
    state: { home: homeOf('home') },
    go: (page) => press(page, 'Quell: Home'),
  },
  {
    what: 'every block, and an open completion',
    state: { messages: [...everything, whisper], connected: false, fault: 'down' },
    go: async (page, isPhone) => {
      await toChannels(page, isPhone);
      await press(page, /^alerts/);
      await page.getByLabel('Message to alerts').fill('/incident ');
    },
  },
  {
    what: 'an open menu',
    go: async (page) => {
      await page.getByLabel('Message to alerts').fill('');
      await press(page, 'Mute a group');
    },
  },
  {
    what: 'a modal with a fault',
    state: { modals: [modalOf('modal-mute', { errors: fault })] },
    go: async (page) => {
      await page.getByText(fault.reason).waitFor();
    },
  },
  {
    what: 'a question',
    state: { modals: [] },
    go: async (page) => {
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await press(page, /^Roll back/);
    },
  },
];

const SIZES = [
  ['a desk, light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const;

/** What axe says of each part of the page. */
export function accessTests(desk: Desk): void {
  it.each(SIZES)('axe has no complaint: %s', async (_, how) => {
    const page = await desk.open(busyWorkspace(), how);
    const isPhone = how.viewport.width < 720;
    await page.evaluate(AXE);

    for (const { what, state, go } of SCENES.filter(({ alone }) => isPhone || !alone)) {
      if (state) {
        desk.server.push(state);
      }
      await go(page, isPhone);
      expect(await page.evaluate(RUN), what).toEqual([]);
    }
  });
}
