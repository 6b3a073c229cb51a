import { z } from 'zod';
import { duration } from '../../domain/time.ts';
import { nearest } from '../../nearest.ts';
import { SOURCES } from '../../sources/index.ts';
import { SDK_TYPES } from '../../sources/sdks.ts';
import type { Rate } from '../settings.ts';
import { leaf, Refused } from './leaf.ts';
import { Length } from './leaves.ts';
import { Mapping } from './mapping.ts';

const TYPES = [...SOURCES, ...SDK_TYPES].map(({ type }) => type);

/** Formats that later versions will understand. */
const LATER = ['heartbeat'];

const Type = leaf(
  {
    title: 'a format, such as alertmanager, grafana or json: docs/sources.md has them all',
    example: 'alertmanager',
    enum: TYPES,
  },
  (text): string | Refused => {
    if (TYPES.includes(text)) return text;
    if (LATER.includes(text)) return new Refused('The type {} is not yet in this version.');
    const meant = nearest(text, TYPES);
    return new Refused(`There is no type {}.${meant ? ` Did you mean ${meant}?` : ''}`);
  },
);

const SourceName = leaf(
  {
    title:
      'a name of small letters, digits and hyphens, such as prometheus: it stands in the address',
    example: 'prometheus',
    pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  },
  (text): string | Refused =>
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(text) ? text : new Refused('{} cannot stand in an address.'),
);

const Key = leaf(
  { title: 'visible ASCII characters without spaces', example: `$\{PROM_KEY}` },
  (text): string | Refused =>
    /^[\x21-\x7e]+$/.test(text) ? text : new Refused('This key cannot stand in a header.'),
);

const PER = { s: 1_000, m: 60_000, h: 3_600_000 } as const;

const RateText = leaf(
  {
    title: 'a rate, such as 100/s, 600/m or 5000/h',
    example: '100/s',
    pattern: '^\\d{1,9}/[smh]$',
  },
  (text): Rate | Refused => {
    const [, count = '0', unit] = /^(\d{1,9})\/([smh])$/.exec(text) ?? [];
    if (Number(count) === 0) return new Refused('{} is not a rate.');
    // The pattern lets no other letter through.
    return { count: Number(count), per: duration(PER[unit as keyof typeof PER]) };
  },
);

const Digits = leaf(
  { title: 'a number in digits, such as 7', example: '7', pattern: '^\\d{1,20}$' },
  (text): string | Refused =>
    /^\d{1,20}$/.test(text) ? text : new Refused('{} is no number in digits.'),
);

/** Written as a number, or as a text where it comes from a variable. */
const Project = z.union([z.int().min(0), Digits]).transform(String);

/** A sender with a name of its own. */
export const Source = z
  .strictObject({
    name: SourceName.meta({
      description: 'Reachable at `/hooks/<name>`; an SDK at the door of its product.',
    }),
    type: Type.meta({ description: 'The format that it speaks.' }),
    key: Key.optional().meta({
      description: 'Its own key; without it, the ingest key. Take it from the environment.',
    }),
    rate: RateText.optional().meta({ description: 'How much it may send; without it, no limit.' }),
    resolve_timeout: Length.optional().meta({
      description: 'How long a firing holds that says no end and is not sent again.',
    }),
    project: Project.optional().meta({
      description:
        'The number of its project, of your choice: `sentry-sdk` needs one, for its DSN.',
      title: 'a number in digits, such as 7',
      shown: 7,
    }),
    map: Mapping.optional().meta({
      description:
        'How the fields of a body of the type `json` become an alert: [JSONata](https://docs.jsonata.org), in which variables of the environment are not filled in.',
    }),
    example: z
      .union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
      .optional()
      .meta({
        description:
          'A body, or the JSON file beside this one that has it: `quell check` shows what `map` makes of it.',
        title: 'a body, or the name of a JSON file',
        shown: { job: 'backup', level: 50 },
      }),
  })
  .meta({
    title: 'a source with its name and type',
    shown: { name: 'prometheus', type: 'alertmanager' },
  });
