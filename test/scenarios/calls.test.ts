import { describe, expect, it } from 'vitest';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const ONCALL = 'route: { mention: "@oncall", repeat_interval: 1h }';
const STEPS = `
route: { escalation: default }
escalations:
  - name: default
    steps: [{ after: 5m, notify: "@oncall" }, { after: 15m, notify: "@leads" }]
`;

/** Slack's mark-up for everybody in the group. */
async function markUpOf(bot: Bot, handle: string): Promise<string> {
  const answer = await fetch(`${bot.slack.apiUrl}usergroups.list`, {
    headers: { authorization: `Bearer ${bot.slack.botToken}` },
  });
  // The sandbox answers as Slack's documentation says.
  const { usergroups } = (await answer.json()) as {
    readonly usergroups: readonly { readonly id: string; readonly handle: string }[];
  };
  return `<!subteam^${usergroups.find((group) => group.handle === handle)?.id}>`;
}

const callsTo = (card: MessageHandle, group: string) =>
  card.replies().filter(({ text }) => text.includes(group));
const isCalling = ({ text, blocks }: MessageHandle) =>
  text.includes('<!') || JSON.stringify(blocks).includes('usergroup');

describe('a mention', () => {
  it('rings once, by a reply of its own that says what is the case', async () => {
    const bot = await startBot({ config: ONCALL });
    await bot.fires('DiskFull', { severity: 'critical' });
    const card = bot.card('DiskFull');
    const oncall = await markUpOf(bot, 'oncall');
    await bot.advance('59m');

    expect(callsTo(card, oncall).map(({ text }) => text)).toEqual([
      `${oncall} Critical: DiskFull.`,
    ]);
    expect([card, ...card.replies()].filter(isCalling)).toHaveLength(1);
  });

  it('is repeated only while nobody has the incident', async () => {
    const bot = await startBot({ config: ONCALL });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const oncall = await markUpOf(bot, 'oncall');
    await bot.advance('1h');
    expect(callsTo(card, oncall)).toHaveLength(2);
    expect(callsTo(card, oncall)[1]?.text).toContain('Nobody has had this for 1 h');

    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
    await bot.advance('5h');
    expect(callsTo(card, oncall)).toHaveLength(2);
    await card.click('Unacknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('nobody has this yet'));
    await bot.advance('1h');
    expect(callsTo(card, oncall)).toHaveLength(3);
    await bot.ends('DiskFull');
    await bot.advance('1d');
    expect(callsTo(card, oncall)).toHaveLength(3);
  });

  it('is not repeated while a silence hides the incident, and is again after it', async () => {
    const bot = await startBot({ config: ONCALL });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const oncall = await markUpOf(bot, 'oncall');
    await bot.ask('ann', 'silence alertname=DiskFull 150m', 'tell nobody');
    await bot.advance('149m');
    expect(callsTo(card, oncall)).toHaveLength(1);
    await bot.advance('31m');

    expect(callsTo(card, oncall)).toHaveLength(2);
  });

  it('rings anew when the incident is back', async () => {
    const bot = await startBot({ config: ONCALL });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const oncall = await markUpOf(bot, 'oncall');
    await bot.ends('DiskFull');
    await bot.advance('10m');
    await bot.fires('DiskFull');

    expect(callsTo(card, oncall).map(({ text }) => text)).toEqual([
      `${oncall} Warning: DiskFull.`,
      `${oncall} Warning, reopened: DiskFull.`,
    ]);
  });

  it('of which several came due while Slack was away rings once', async () => {
    const bot = await startBot({ config: 'route: { mention: "@oncall", repeat_interval: 20m }' });
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull');
    await bot.advance('130m');
    bot.slack.faults.mode = 'well';
    await bot.advance('2m');
    const card = bot.card('DiskFull');

    expect(card.replies().filter(isCalling)).toHaveLength(1);
    expect(card.replies().filter(({ text }) => text.includes('was not called'))).toEqual([]);
  });

  it('for several incidents at once rings once, and names the others', async () => {
    const bot = await startBot({ config: ONCALL });
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull');
    await bot.fires('HostDown');
    await bot.fires('CertExpires');
    await bot.advance('5m');
    bot.slack.faults.mode = 'well';
    await bot.advance('2m');
    const cards = ['DiskFull', 'HostDown', 'CertExpires'].map((title) => bot.card(title));
    const replies = cards.flatMap((card) => card.replies());
    const ringing = replies.filter(isCalling).map(({ text }) => text);

    expect(ringing).toHaveLength(1);
    expect(ringing[0]).toMatch(/Also for 2 more incidents: INC-\d and INC-\d\.$/);
    expect(replies.filter(({ text }) => /was called at .* for INC-\d/.test(text))).toHaveLength(2);
  });

  it('that came to nothing while Slack was away rings nobody', async () => {
    const bot = await startBot({ config: ONCALL });
    bot.slack.faults.mode = 'down';
    await bot.fires('DiskFull');
    await bot.advance('10m');
    await bot.api('POST', '/incidents/1/actions', { action: 'acknowledge', actor: 'Pager' });
    bot.slack.faults.mode = 'well';
    await bot.advance('2m');

    expect(read(bot.card('DiskFull'))).toContain('with Pager');
    expect(bot.card('DiskFull').replies().filter(isCalling)).toEqual([]);
  });
});

describe('an escalation', () => {
  it('calls one after the other while nobody has it, and the card says who is next', async () => {
    const bot = await startBot({ config: STEPS });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const [oncall, leads] = [await markUpOf(bot, 'oncall'), await markUpOf(bot, 'leads')];
    await bot.advance('5m');
    expect(callsTo(card, oncall).map(({ text }) => text)).toEqual([
      `${oncall} Warning: DiskFull. Nobody has acknowledged for 5 min.`,
    ]);
    expect(callsTo(card, leads)).toEqual([]);
    expect(read(card)).toMatch(/next/);
    await bot.advance('10m');

    expect(callsTo(card, leads)).toHaveLength(1);
    await bot.advance('1d');
    expect([card, ...card.replies()].filter(isCalling)).toHaveLength(2);
  });

  it('ends with an acknowledge, and begins anew when it is given back', async () => {
    const bot = await startBot({ config: STEPS });
    await bot.fires('DiskFull');
    const card = bot.card('DiskFull');
    const oncall = await markUpOf(bot, 'oncall');
    await bot.advance('4m');
    await card.click('Acknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('with Ann Lee'));
    await bot.advance('1h');
    expect(callsTo(card, oncall)).toEqual([]);
    await card.click('Unacknowledge', { by: 'ann' });
    await bot.eventually(() => expect(read(card)).toContain('nobody has this yet'));
    await bot.advance('5m');

    expect(callsTo(card, oncall)).toHaveLength(1);
  });

  it('does not call for what is withheld, and begins when it is told', async () => {
    const bot = await startBot({ config: STEPS });
    const oncall = await markUpOf(bot, 'oncall');
    await bot.ask('ann', 'silence alertname=DiskFull 1h', 'tell nobody');
    await bot.fires('DiskFull');
    await bot.advance('64m');
    const card = bot.card('nobody has this yet');
    expect(callsTo(card, oncall)).toEqual([]);
    await bot.advance('1m');

    expect(callsTo(card, oncall)).toHaveLength(1);
  });
});
