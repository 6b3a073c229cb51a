import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOfBlocks, faultsOfView } from '../../../src/sandbox/block-kit/index.ts';
import type { Block } from '../../../src/sandbox/protocol.ts';
import { ELEMENT_CASES, type ElementCase, SUGGESTED } from '../support/elements.ts';
import type { Desk } from '../support/open.ts';
import { posted } from '../support/posts.ts';
import { emptyWorkspace, modalOf, said, tsAt } from '../support/workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const withId = ({ element }: ElementCase) => ({ ...element, action_id: 'used' });
const inMessages = ELEMENT_CASES.filter((one) => one.in.some((place) => place !== 'input'));
const inModals = ELEMENT_CASES.filter((one) => one.in.includes('input'));

/** A message's block that holds the element: beside words where Slack allows it, else in a row. */
function holding(one: ElementCase): Block {
  const element = withId(one);
  return one.in.includes('section')
    ? { type: 'section', block_id: one.title, text: plain(one.title), accessory: element }
    : { type: 'actions', block_id: one.title, elements: [element] };
}

function asking(one: ElementCase): Block {
  return { type: 'input', block_id: one.title, label: plain(one.title), element: withId(one) };
}

/** Each element that people can use: in a message, where the bot hears it at once, and in a modal, where it is kept. */
export function elementTests(desk: Desk): void {
  describe('in a message', () => {
    const blocks = inMessages.map(holding);
    let page: Page;

    beforeAll(async () => {
      const message = said('B1', 'Every element', tsAt('14:00'), { blocks });
      page = await desk.open(emptyWorkspace({ messages: [message] }), { path: '?as=U2' });
      desk.server.answer('suggest', SUGGESTED);
    });

    it('the elements are such as Slack takes', () => {
      expect(faultsOfBlocks(blocks)).toEqual([]);
    });

    it.each(inMessages)('$title is used, and the bot hears it', async (one) => {
      desk.server.forgetPosts();

      await one.use(page.locator('.blocks > *').nth(inMessages.indexOf(one)));

      await expect
        .poll(() => desk.server.posts.findLast(({ name }) => name === 'interact')?.body)
        .toMatchObject({
          container: { type: 'message', ts: tsAt('14:00') },
          block_id: one.title,
          action_id: 'used',
          ...(Object.keys(one.value).length > 0 ? { value: one.value } : {}),
        });
    });
  });

  describe('in a modal', () => {
    const blocks = inModals.map(asking);
    let page: Page;

    beforeAll(async () => {
      const modal = modalOf('modal-new', { blocks });
      page = await desk.open(emptyWorkspace({ modals: [modal] }), { path: '?as=U2' });
      desk.server.answer('suggest', SUGGESTED);
    });

    it('the fields are such as Slack takes', () => {
      const words = { title: plain('Every field'), submit: plain('Save') };
      expect(faultsOfView({ type: 'modal', ...words, blocks })).toEqual([]);
    });

    it.each(inModals)('$title is filled in, and kept', async (one) => {
      desk.server.forgetPosts();

      await one.use(page.locator('dialog .field').nth(inModals.indexOf(one)));

      await expect
        .poll(() => desk.server.posts.findLast(({ name }) => name === 'set-value')?.body)
        .toMatchObject({ view_id: 'V1', block_id: one.title, value: one.value });
    });
  });

  describe('an element with a question', () => {
    it('is as it was when the answer is no', async () => {
      const [ticks, days] = ['checkboxes', 'a date'].map((title) =>
        ELEMENT_CASES.find((one) => one.title === title),
      );
      const confirm = { title: plain('Sure?'), text: plain('It is told at once.') };
      const blocks = [ticks, days].flatMap((one) =>
        one ? [holding({ ...one, element: { ...one.element, confirm } })] : [],
      );
      const message = said('B1', 'Asks first', tsAt('14:00'), { blocks });
      const page = await desk.open(emptyWorkspace({ messages: [message] }));

      await page.getByRole('checkbox', { name: 'Two' }).click();
      await page.getByRole('dialog', { name: 'Sure?' }).getByText('No', { exact: true }).click();
      await page.getByLabel('Date', { exact: true }).fill('2026-03-01');
      await page.getByRole('dialog', { name: 'Sure?' }).getByText('No', { exact: true }).click();

      expect(await page.getByRole('checkbox', { name: 'Two' }).isChecked()).toBe(false);
      expect(await page.getByLabel('Date', { exact: true }).inputValue()).toBe('2026-02-10');
      await page.getByRole('checkbox', { name: 'Two' }).click();
      await page.getByRole('dialog', { name: 'Sure?' }).getByText('Yes', { exact: true }).click();
      expect(await posted(desk, 'interact')).toMatchObject({ block_id: 'checkboxes' });
    });
  });
}
