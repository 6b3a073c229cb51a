import type { Button, KnownBlock } from '@slack/types';
import { nameOf } from '../../../domain/actor.ts';
import { headlineOf, type Incident, isMuted } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { mostUrgent } from '../answers/incident-rows.ts';
import { cut, LENGTHS } from '../cut.ts';
import { button, context } from '../elements.ts';
import { greyLine } from '../grey-line.ts';
import { line, type Pen } from '../line.ts';
import { section } from '../mark-up.ts';
import { stateOf } from '../state.ts';
import { count, FULL, figure, formatNear, incidentName } from '../words.ts';
import type { HomeFacts } from './facts.ts';
import { isWith } from './needs.ts';

/** Slack takes 100 blocks, and nobody works on more at once. */
const WAITING = 20;
const OTHERS = 20;

/** What waits for this person with one button each, and the others in grey. */
export function incidentBlocks(facts: HomeFacts): readonly KnownBlock[] {
  const { waiting, others } = facts;
  const shown = mostUrgent(waiting, facts.now).slice(0, WAITING);
  const first = shown.find((incident) => !isTheirs(incident, facts));
  const rows = shown.map((incident) => waitingRow(incident, facts, incident === first));
  return [...rows, ...more(waiting.length - shown.length), ...otherBlocks(others, facts)];
}

function otherBlocks(others: readonly Incident[], facts: HomeFacts): readonly KnownBlock[] {
  if (others.length === 0) return [];
  const shown = mostUrgent(others, facts.now).slice(0, OTHERS);
  return [
    { type: 'divider' },
    section(`*Also open* ${figure(others.length)}`),
    ...shown.map((incident) => context(otherRow(incident, facts))),
    ...more(others.length - shown.length),
  ];
}

function more(many: number): readonly KnownBlock[] {
  if (many <= 0) return [];
  return [context(`and ${count(many, 'more', 'more')} · \`/incident list\` shows them`)];
}

/** Acknowledged, and by this person: the next step is to resolve it. */
function isTheirs(incident: Incident, { userId }: HomeFacts): boolean {
  return incident.acknowledged !== null && isWith(incident, userId);
}

function waitingRow(incident: Incident, facts: HomeFacts, isFirst: boolean): KnownBlock {
  const name = incidentName(incident.number);
  const { mrkdwn } = line((pen) => {
    const head = `${state(pen, incident, facts.now)} · *${titled(pen, incident, facts)}*`;
    const grey = greyLine([
      name,
      pen.at(incident.openedAt, FULL),
      holder(incident, facts),
      size(incident),
    ]);
    return `${head}\n${grey}`;
  });
  const step = nextStep(incident, isTheirs(incident, facts), isFirst);
  return { ...section(mrkdwn, step), block_id: `home-${incident.number}` };
}

function nextStep({ number }: Incident, isTheirs: boolean, isFirst: boolean): Button {
  const value = String(number);
  const name = incidentName(number);
  if (isTheirs)
    return button({ text: 'Resolve', action: 'incident.resolve', value, label: `Resolve ${name}` });
  return button({
    text: 'Acknowledge',
    action: 'incident.acknowledge',
    value,
    label: `Acknowledge ${name}`,
    primary: isFirst,
  });
}

function holder(incident: Incident, { userId }: HomeFacts): string {
  if (!isWith(incident, userId)) return 'nobody has this yet';
  return incident.acknowledged ? 'with you' : 'for you, not acknowledged yet';
}

function size({ firingCount }: Incident): string | null {
  return firingCount === 0 ? null : `${count(firingCount, 'alert')} firing`;
}

function otherRow(incident: Incident, facts: HomeFacts): string {
  return line((pen) =>
    greyLine([
      state(pen, incident, facts.now),
      titled(pen, incident, facts),
      incidentName(incident.number),
      ...situation(pen, incident, facts.now),
    ]),
  ).mrkdwn;
}

function situation(pen: Pen, incident: Incident, now: Instant): readonly string[] {
  const { mute, acknowledged, assignee, openedAt } = incident;
  if (isMuted(incident, now)) {
    return [
      mute?.until
        ? `until ${pen.at(mute.until, formatNear(mute.until, now))}`
        : 'until it resolves',
    ];
  }
  const by = acknowledged ? nameOf(acknowledged.by) : 'nobody';
  const name = pen.foreign(cut(assignee?.name ?? by, LENGTHS.value));
  return [pen.at(openedAt, FULL), acknowledged ? name : `for ${name}`];
}

function state(pen: Pen, incident: Incident, now: Instant): string {
  const { mark, word } = stateOf(incident, now);
  return `${pen.mark(mark)}${word}`;
}

function titled(pen: Pen, incident: Incident, { permalink }: HomeFacts): string {
  const title = cut(headlineOf(incident), LENGTHS.title) || incidentName(incident.number);
  const url = permalink(incident);
  return url === null ? pen.foreign(title) : pen.link(url, title);
}
