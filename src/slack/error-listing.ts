import type { ErrorGroup, ErrorSample } from '../domain/error-group.ts';
import type { Incident } from '../domain/incident.ts';
import { instant, parseDuration } from '../domain/time.ts';
import type { ErrorSampleQuery } from '../store/store.ts';
import { cut, LENGTHS } from './blocks/cut.ts';
import { errorEventsAnswer, errorsAnswer, type ListedError } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import { duration } from './blocks/words.ts';
import type { Desk } from './desk.ts';
import { type ErrorsAsked, writtenPage } from './errors-page.ts';
import { linksTo } from './looking.ts';
import { notFound } from './perform.ts';
import { sentenceAnswer } from './sentence.ts';

/** As many as one message has room for. */
const PAGE = 10;

/** Reads `KeyError shop in 24h`: a word that is a project's name is that; the rest is looked for. */
export async function readErrorsAsked(desk: Desk, typed: string): Promise<ErrorsAsked> {
  const [, words = typed, time = ''] = /^(.*?)(?:^|\s)(?:in\s+)?(\S+)$/s.exec(typed.trim()) ?? [];
  const within = parseDuration(time.toLowerCase()) ?? null;
  const said = (within === null ? typed : words).trim().split(/\s+/).filter(Boolean);
  const project = await projectAmong(desk, said);
  const at = said.indexOf(project);
  return {
    text: cut(said.filter((_, place) => place !== at).join(' '), LENGTHS.value),
    project,
    since: within === null ? null : instant(desk.clock.now() - within),
    within,
    after: null,
  };
}

/** Words that are looked up as names of projects. */
const LOOKED_UP = 4;

async function projectAmong({ store }: Desk, words: readonly string[]): Promise<string> {
  for (const project of words.slice(-LOOKED_UP)) {
    const [known] = await store.errorGroups({ project, limit: 1 });
    if (known) return project;
  }
  return '';
}

/** A page of error groups, each with what people know it by. */
export async function errorsOf(desk: Desk, asked: ErrorsAsked): Promise<MessageBody> {
  const { text, project, since, after } = asked;
  const found = await desk.store.errorGroups({
    ...(text !== '' && { text }),
    ...(project !== '' && { project }),
    ...(since !== null && { since }),
    ...(after && { after }),
    limit: PAGE + 1,
  });
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  const next =
    last && found.length > PAGE
      ? writtenPage({ of: 'groups', asked: { ...asked, after: behind(last) } })
      : null;
  const list = { asked: wordsOf(asked), found: await listed(desk, shown), next };
  return errorsAnswer(list, desk.clock.now());
}

function behind({ lastSeenAt, id }: ErrorGroup): ErrorsAsked['after'] {
  return { lastSeenAt, id };
}

function wordsOf({ text, project, within }: ErrorsAsked): string {
  return [
    ...(text === '' ? [] : [`with “${text}”`]),
    ...(project === '' ? [] : [`of ${project}`]),
    ...(within === null ? [] : [`of the last ${duration(within)}`]),
  ].join(' ');
}

async function listed(desk: Desk, groups: readonly ErrorGroup[]): Promise<readonly ListedError[]> {
  const incidents = await Promise.all(
    groups.map(({ incident }) => (incident === null ? undefined : desk.store.incident(incident))),
  );
  const known = incidents.filter((incident) => incident !== undefined);
  const links = await linksTo(desk, known);
  return groups.map((group, place) => {
    const incident = incidents[place] ?? null;
    return { group, incident, link: incident && (links.get(incident.number) ?? null) };
  });
}

/** A page of the events of one error that are kept. */
export async function eventsOf(
  desk: Desk,
  number: number,
  after: ErrorSampleQuery['after'] | null,
): Promise<MessageBody> {
  const incident = await desk.store.incidentNumbered(number);
  if (!incident) return notFound(desk, number);
  if (!incident.error) return noError(incident);
  const { group } = incident.error;
  const found = await desk.store.errorSamples({ group, ...(after && { after }), limit: PAGE + 1 });
  const samples = found.slice(0, PAGE);
  const last = samples.at(-1);
  const next =
    last && found.length > PAGE
      ? writtenPage({ of: 'events', number, after: cursorAt(last) })
      : null;
  return errorEventsAnswer({ incident, samples, next });
}

function cursorAt({ group, slot, receivedAt }: ErrorSample) {
  return { group, slot, receivedAt };
}

function noError({ number }: Incident): MessageBody {
  return sentenceAnswer(
    `INC-${number} comes from a monitor or a person, so it has no events.`,
    'errors',
  );
}
