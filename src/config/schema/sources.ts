import { z } from 'zod';
import { duration } from '../../domain/time.ts';
import { nearest } from '../../nearest.ts';
import { SOURCES } from '../../sources/index.ts';
import type { Rate } from '../settings.ts';
import { leaf, notYet, Refused } from './leaf.ts';
import { Length } from './leaves.ts';

const TYPES = SOURCES.map(({ type }) => type);

/** Formats that later versions will understand. */
const LATER = ['sentry-sdk', 'heartbeat'];

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

/** A sender with a name of its own. */
export const Source = z
  .strictObject({
    name: SourceName.meta({ description: 'Reachable at `/hooks/<name>`.' }),
    type: Type.meta({ description: 'The format that it speaks.' }),
    key: Key.optional().meta({
      description: 'Its own key; without it, the ingest key. Take it from the environment.',
    }),
    rate: RateText.optional().meta({ description: 'How much it may send; without it, no limit.' }),
    resolve_timeout: Length.optional().meta({
      description: 'How long a firing holds that says no end and is not sent again.',
    }),
    project: notYet('The project of an error tracker. Not yet in this version.'),
    map: notYet('How the fields of a body become an alert. Not yet in this version.'),
  })
  .meta({
    title: 'a source with its name and type',
    shown: { name: 'prometheus', type: 'alertmanager' },
  });
