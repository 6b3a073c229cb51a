import { isHuman } from '../../domain/actor.ts';
import { hostCount, type Incident, titleOf, type Withheld } from '../../domain/incident.ts';
import { between } from '../../domain/time.ts';
import type { Happening, TimelineEntry } from '../../domain/timeline.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { whatEndedIt } from './early.ts';
import { errorTellers, regressed, resolvedByPerson, toldAgain } from './errors/tellers.ts';
import { calleeOf } from './escalation.ts';
import { type Line, line, type Pen } from './line.ts';
import type { SurfaceContext } from './message.ts';
import { personName, who } from './names.ts';
import { SEVERITY_MARK } from './state.ts';
import type { Of, Teller, Told } from './teller.ts';
import { WHY_RELEASED, WHY_WITHHELD } from './withholding.ts';
import { CLOCK, capital, count, duration, formatNear, incidentName } from './words.ts';

/** One entry of the timeline in one line. */
export function oneLiner(
  incident: Incident,
  entry: TimelineEntry,
  cardLink: SurfaceContext['cardLink'] = () => null,
): Line {
  // The table has every kind, and each is told of its own kind only.
  const teller = TELLERS[entry.what.kind] as Teller<Happening['kind']>;
  return line((pen) =>
    teller(pen, { incident, entry, cardLink, name: who(entry.actor) }, entry.what),
  );
}

const TELLERS: { readonly [K in Happening['kind']]: Teller<K> } = {
  opened: (pen, told, { title }) => {
    const shown = pen.foreign(cut(title, LENGTHS.title));
    return isHuman(told.entry.actor)
      ? `${pen.bold(told.name)} opened this: ${shown}`
      : `Opened: ${shown}`;
  },
  withheld: (pen, { incident }, { why }) => withheldWords(pen, incident, why),
  released: (_pen, _told, { why }) => WHY_RELEASED[why],
  joined,
  acknowledged: (pen, { incident, entry, name }) => {
    const after = duration(between(incident.openedAt, entry.at));
    return `${pen.mark('eyes')}${pen.bold(name)} acknowledged, ${after} after the start`;
  },
  unacknowledged: (pen, { name }, { from }) =>
    from
      ? `${pen.bold(name)} took it from ${pen.bold(who(from))}. Nobody has this`
      : `${pen.bold(name)} gave it back. Nobody has this`,
  assigned: (pen, { entry, name }, { to }) =>
    entry.actor.type === 'person' && entry.actor.id === to.id
      ? `${pen.bold(name)} took this over`
      : `${pen.bold(name)} gave it to ${pen.bold(personName(to))}`,
  unassigned: (pen, { name }) => `${pen.bold(name)} took the assignment away`,
  muted,
  unmuted,
  note: (pen, { name }, { text }) =>
    `${pen.bold(name)} wrote: ${pen.foreign(firstLine(text, LENGTHS.fact))}`,
  pinned: (pen, { entry, name }, { author, link }) => {
    const message = pen.link(link, `${personName({ name: author })}'s message`);
    return `${pen.mark('pushpin')}${pen.bold(name)} put ${message} of ${pen.at(entry.at, CLOCK)} on the timeline`;
  },
  changed: (pen, { name }, { summary, url }) => {
    const what = firstLine(summary, LENGTHS.fact);
    return `Change by ${pen.bold(name)}: ${url === null ? pen.foreign(what) : pen.link(url, what)}`;
  },
  severity: (pen, { entry, name }, { from, to }) => {
    const by = isHuman(entry.actor) ? `. Set by ${pen.bold(name)}` : '';
    return `${pen.mark(SEVERITY_MARK[to])}Now ${pen.bold(capital(to))}, was ${capital(from)}${by}`;
  },
  resolved: (pen, told, what) =>
    resolvedByPerson(pen, told, what) ??
    (what.how === 'alerts'
      ? 'Resolved by itself'
      : 'Resolved: nothing was heard of it for too long'),
  reopened,
  ...errorTellers,
  called: (pen, _told, { mention, why, waited }) => {
    const since = waited === null ? '' : ` after ${duration(waited)}`;
    return `${pen.bold(calleeOf(mention))} was called${CALLED[why]}${since}`;
  },
  flapping: (_pen, _told, { changes, within, quiet }) => {
    const often = `on and off ${count(changes, 'time')} in ${duration(within)}`;
    return `Flapping: ${often}. Changes are counted, not told, until it is steady for ${duration(quiet)}`;
  },
  steady: (_pen, { entry }, { changes, since, firing }) => {
    const time = duration(between(since, entry.at));
    const now = count(firing, 'alert still fires', 'alerts still fire');
    return `Steady again after ${count(changes, 'change')} in ${time}. ${capital(now)}`;
  },
  named: (pen, _told, { number, title, severity }) => {
    const shown = pen.foreign(cut(title, LENGTHS.title));
    return `${pen.mark(SEVERITY_MARK[severity])}${incidentName(number)} ${capital(severity)} ${shown}`;
  },
};

/** A quiet environment says its name; other thresholds have none. */
function withheldWords(pen: Pen, { withheld, withheldBy }: Incident, why: Withheld): string {
  const isQuiet = why === 'below-threshold' && withheld === why && withheldBy !== null;
  if (!isQuiet) return WHY_WITHHELD[why];
  return `Nobody is told: ${pen.foreign(firstLine(withheldBy, LENGTHS.value))} is quiet`;
}

/** What a call was for. */
const CALLED: Readonly<Record<Of<'called'>['why'], string>> = {
  opened: '',
  reopened: ': it is back',
  repeat: ' again: nobody had it',
  escalation: ': nobody had acknowledged',
};

function joined(pen: Pen, { incident, entry }: Told, what: Of<'joined'>): string {
  const names = what.titles.map((title) => pen.code(firstLine(title, LENGTHS.value)));
  const all = what.count <= names.length;
  const between = `from ${pen.at(entry.at, CLOCK)} to ${pen.at(what.until, CLOCK)}`;
  const where = incident.hosts.length > 1 ? ` on ${hostCount(incident)}` : '';
  const head = `${count(what.count, 'more alert')} joined${all ? '' : ` ${between}`}`;
  const others = all ? '' : ' and others';
  return `${head}: ${names.join(' ')}${others}. Now ${incident.alertCount}${where}`;
}

function muted(pen: Pen, { entry, name }: Told, { until, why }: Of<'muted'>): string {
  const end = until === null ? 'it resolves' : pen.at(until, formatNear(until, entry.at));
  const reason = why === '' ? '' : `: ${pen.foreign(firstLine(why, LENGTHS.fact))}`;
  return `${pen.mark('no_bell')}${pen.bold(name)} muted this until ${end}${reason}`;
}

function unmuted(pen: Pen, told: Told, what: Of<'unmuted'>): string {
  const { incident, entry, name } = told;
  const { hidden, firing, early } = what;
  if (incident.error) return toldAgain(pen, told, what);
  const hid =
    hidden === 0
      ? 'nothing came meanwhile'
      : `${count(hidden, 'firing was', 'firings were')} hidden`;
  const now = count(firing, 'alert still fires', 'alerts still fire');
  if (early)
    return `Unmuted: ${pen.foreign(whatEndedIt(incident, early))}. ${capital(hid)}, ${now}`;
  const head = isHuman(entry.actor) ? `${pen.bold(name)} unmuted this` : 'Mute over';
  return `${head}: ${hid}, ${now}`;
}

function reopened(pen: Pen, told: Told, { regression }: Of<'reopened'>): string {
  const { incident, entry, name } = told;
  if (regression) return regressed(pen, told, regression);
  if (isHuman(entry.actor)) return `${pen.bold(name)} reopened this`;
  const after = incident.reopened?.after;
  const ended = after?.how === 'merged' ? 'merged' : 'resolved';
  const when = after ? ` ${duration(between(after.at, entry.at))} after it was ${ended}` : '';
  const title = pen.foreign(cut(titleOf(incident), LENGTHS.title));
  return `${pen.mark(SEVERITY_MARK[incident.severity])}Reopened: ${title} is firing again${when}`;
}
