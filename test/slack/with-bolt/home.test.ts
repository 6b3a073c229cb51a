import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlackWorld } from '../support/slack-world.ts';

let world: SlackWorld;
beforeAll(async () => {
  world = await SlackWorld.start();
});
afterAll(() => world.stop());

describe('the App Home', () => {
  it('is published when it is opened, and says that nothing is open', async () => {
    const home = await world.sandbox.as('ann').home();

    expect(home.words).toContain('Nothing needs you');
    expect(home.words).toContain('No open incidents.');
    expect(home.buttons).toContain('New incident');
  });

  it('follows what happens, with one button for the next step, which works', async () => {
    const ann = world.sandbox.as('ann');
    const home = await ann.home();
    const { number } = await world.open('The shop is slow');
    await world.settle();
    await world.sandbox.until(() => home.words.includes('1 incident needs you'), 'the incident');
    expect(home.words).toContain('nobody has this yet');

    await ann.click(home, 'Acknowledge');
    await world.sandbox.until(() => home.words.includes('with you'), 'it is hers');
    await ann.click(home, 'Resolve');
    await world.sandbox.until(() => home.words.includes('Nothing needs you'), 'it is over');

    expect((await world.incident(number)).status).toBe('resolved');
  });

  it('opens an incident from its button', async () => {
    const ann = world.sandbox.as('ann');
    await ann.click(await ann.home(), 'New incident');

    expect((await ann.modal()).title).toBe('New incident');
  });
});
