import { z } from 'zod';
import { type Duration, duration, parseDuration } from '../../domain/time.ts';
import { leaf, Refused } from './leaf.ts';

const DURATION = { example: '5m', pattern: '^(\\d{1,9}[smhdw])+$' };

/** A length of time above zero. */
export const Length = leaf(
  { ...DURATION, title: 'a duration above zero, such as 30s, 5m, 4h or 7d' },
  (text): Duration | Refused =>
    parseDuration(text) ??
    new Refused(isNothing(text) ? '{} is no time at all.' : '{} is not a duration.'),
);

/** A length of time that may be zero. */
export const Wait = leaf(
  { ...DURATION, title: 'a duration, such as 0s, 30s, 5m, 4h or 7d' },
  (text): Duration | Refused =>
    isNothing(text) ? duration(0) : (parseDuration(text) ?? new Refused('{} is not a duration.')),
);

function isNothing(text: string): boolean {
  return /^(0+[smhdw])+$/.test(text);
}

/** A channel of Slack, by name or id. */
export const Channel = pattern(/^(#[^\s#@,.\p{Lu}]{1,80}|[CGD][A-Z0-9]{6,})$/u, {
  title: 'a channel, such as "#alerts" (in quotes, in small letters), or its id',
  example: '#alerts',
  wrong: '{} is not a channel.',
});

/** Somebody to call. */
export const Mention = pattern(/^(@[^\s@]+|[USW][A-Z0-9]{6,})$/, {
  title: 'whom to call, such as "@oncall" or "@here" (in quotes), or an id',
  example: '@oncall',
  wrong: '{} calls nobody.',
});

/** Somebody to call, or a channel to tell. */
export const Target = pattern(/^([@#][^\s@#]+|[USWCGD][A-Z0-9]{6,})$/, {
  title: 'whom to call or which channel to tell, such as "@oncall" or "#leads" (in quotes)',
  example: '@oncall',
  wrong: '{} is nobody and no channel.',
});

/** The name of a label. */
export const LabelName = pattern(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
  title: 'the name of a label, such as service',
  example: 'service',
  wrong: '{} is not the name of a label.',
});

/** A name that other parts of the file refer to. */
export const Name = pattern(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u, {
  title: 'a name, such as default',
  example: 'default',
  wrong: '{} is not a name.',
});

/** An IANA time zone. */
export const Timezone = leaf(
  { title: 'a time zone, such as Europe/Berlin or UTC', example: 'Europe/Berlin' },
  (text): string | Refused => (isTimezone(text) ? text : new Refused('{} is not a time zone.')),
);

/** Offsets are refused: they know no daylight saving, and Alertmanager has none either. */
function isTimezone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A text of a line, short enough to be a name. */
export const Text = pattern(/^[^\p{C}]{1,200}$/u, {
  title: 'a text',
  example: 'iban',
  wrong: '{} is no text of one line.',
});

/** A whole number within bounds. */
export function count(least: number, most: number) {
  return z.int().min(least).max(most);
}

interface Said {
  readonly title: string;
  readonly example: string;
  readonly wrong: string;
}

function pattern(form: RegExp, { wrong, ...kind }: Said) {
  const shown = form.flags === '' ? { pattern: form.source } : {};
  return leaf({ ...kind, ...shown }, (text): string | Refused =>
    form.test(text) ? text : new Refused(wrong),
  );
}
