import type { IncidentAct } from '../../domain/command.ts';
import type { Incident, MuteEnd } from '../../domain/incident.ts';
import { type Instant, parseDuration, plus } from '../../domain/time.ts';
import { manyTimes } from '../../engine/rate.ts';
import { serviceOf } from '../blocks/early.ts';
import { plainText } from '../plain-text.ts';
import { isMisread, type Misread, splitWord } from './parse.ts';
import { readWallTime } from './wall-time.ts';

/** Whose "tomorrow" it is, and which incident is to be muted; without one, what depends on it cannot be read. */
export interface MuteContext {
  readonly now: Instant;
  /** An IANA time zone. */
  readonly timezone: string;
  readonly incident: Incident | undefined;
}

/** When a mute ends, and the words behind that. */
interface End {
  /** Null: when it resolves. */
  readonly until: Instant | null;
  readonly early: readonly MuteEnd[];
  readonly rest: string;
}

/** Reads `2h disk swap`, `resolved`, or `until` with a time of the clock, a day, `resolved`, `deploy` or `3x`. */
export function readMute(text: string, context: MuteContext): IncidentAct | Misread {
  const { word, rest } = splitWord(text);
  const end = word === 'until' ? readUntil(rest, context) : readLength(text, context.now);
  if (isMisread(end)) return end;
  const { until, early } = end;
  return { verb: 'mute', until, reason: plainText(end.rest), early };
}

function readLength(text: string, now: Instant): End | Misread {
  const { word, rest } = splitWord(text);
  if (word === 'resolved') return { until: null, early: [], rest };
  const time = parseDuration(word);
  if (time === undefined) return { misread: 'mute-time', word };
  return { until: plus(now, time), early: [], rest };
}

function readUntil(text: string, context: MuteContext): End | Misread {
  const { word } = splitWord(text);
  const happening = readHappening(text, context);
  if (happening) return happening;
  const wall = readWallTime(text, context);
  if (!wall) return { misread: 'mute-time', word: `until ${word}`.trim() };
  if (wall.at <= context.now) return sentence('That time has passed. Write a later one.');
  return { until: wall.at, early: [], rest: wall.rest };
}

const RESOLVED = /^(?:it (?:is )?)?resolve[sd]?(?=\s|$)/i;
const DEPLOY = /^(?:the )?(?:next )?deploy(?=\s|$)/i;
const RATE = /^(\d{1,3}) ?[x×](?: (?:the )?rate)?(?=\s|$)/i;

function readHappening(text: string, { incident }: MuteContext): End | Misread | undefined {
  const resolved = RESOLVED.exec(text);
  if (resolved) return { until: null, early: [], rest: behind(text, resolved) };
  const deploy = DEPLOY.exec(text);
  if (deploy) return untilDeploy(incident, behind(text, deploy));
  const rate = RATE.exec(text);
  return rate ? untilRate(incident, Number(rate[1]), behind(text, rate)) : undefined;
}

function behind(text: string, [matched]: RegExpExecArray): string {
  return text.slice(matched.length).trim();
}

function untilDeploy(incident: Incident | undefined, rest: string): End | Misread {
  if (incident && serviceOf(incident) === '') {
    return sentence('It names no service, so that no deploy can end the mute. Write another end.');
  }
  return { until: null, early: [{ when: 'deploy' }], rest };
}

function untilRate(incident: Incident | undefined, times: number, rest: string): End | Misread {
  if (times < 2) return sentence('The rate must grow: write 2x, 3x or more.');
  const above = incident ? manyTimes(incident, times) : times;
  return { until: null, early: [{ when: 'rate', above }], rest };
}

function sentence(words: string): Misread {
  return { misread: 'sentence', sentence: words };
}
