import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { KEY } from './bot.ts';
import { TEAMS, timedChannel } from './channels.ts';
import { markdown, spread } from './figures.ts';
import type { Variant } from './variant.ts';

/** Of each variant: fewer in a channel than make a storm, and slower than Slack's budget. */
const ALERTS = 160;
const BETWEEN = 65;
const FIRST = 6_000;
const CARDS_WITHIN = 20_000;

interface Sent {
  readonly name: string;
  readonly from: number;
  readonly answered: number;
}

/** Measures how long the card of an alert takes at a quiet rate; answers the table. */
export async function deliveryLag(variants: readonly Variant[]): Promise<string> {
  // At first what Slack was sent before is not known, and one message is sent at a time.
  await Promise.all(variants.map((variant) => send(variant, FIRST)));
  await pause(FIRST);
  const sending: Promise<Sent>[][] = variants.map(() => []);
  for (let at = 0; at < ALERTS; at += 1) {
    for (const [index, variant] of variants.entries()) {
      const sent = send(variant, at);
      // Told below, once all were sent.
      sent.catch(() => {});
      sending[index]?.push(sent);
      await pause(BETWEEN);
    }
  }
  const rows: string[][] = [];
  for (const [index, { title, slack }] of variants.entries()) {
    const sent = await Promise.all(sending[index] ?? []);
    const cards = await allCards(slack);
    rows.push([
      title,
      spread(sent.map(({ from, answered }) => answered - from)),
      spread(sent.map(({ name, answered }) => (cards.get(name) ?? Number.NaN) - answered)),
    ]);
  }
  return markdown(['', 'alert to answer, ms', 'answer to card, ms'], rows);
}

async function send({ bots }: Variant, at: number): Promise<Sent> {
  const port = bots[at % bots.length]?.port ?? 0;
  const name = nameOf(at);
  const from = Date.now();
  const answer = await fetch(`http://127.0.0.1:${port}/hooks/json`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: name, labels: { timed: `${at % TEAMS}` } }),
  });
  if (!answer.ok) throw new Error(`The server answers ${answer.status}.`);
  return { name, from, answered: Date.now() };
}

const nameOf = (at: number) => `Timed${at}x`;

/** When each card came, by the name of its alert. */
async function allCards(slack: Sandbox): Promise<ReadonlyMap<string, number>> {
  const end = Date.now() + CARDS_WITHIN;
  for (;;) {
    const cards = new Map<string, number>();
    for (let at = 0; at < TEAMS; at += 1) noteCards(slack, timedChannel(at), cards);
    if (cards.size === ALERTS) return cards;
    if (Date.now() > end) throw new Error(`Only ${cards.size} of ${ALERTS} cards came.`);
    await pause(100);
  }
}

function noteCards(slack: Sandbox, channel: string, cards: Map<string, number>): void {
  for (const { text, ts } of slack.channel(channel).messages()) {
    const name = /Timed\d+x/.exec(text)?.[0];
    if (name !== undefined && name !== nameOf(FIRST)) cards.set(name, Number(ts) * 1_000);
  }
}
