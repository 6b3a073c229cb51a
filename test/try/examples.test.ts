import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SENDABLE } from '../../src/cli/send/sendable.ts';
import type { Alert } from '../../src/domain/alert.ts';
import { plus, seconds } from '../../src/domain/time.ts';
import { comparedVersions } from '../../src/engine/errors/versions.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { countOf, type Example, type Post } from '../../src/try/example.ts';
import { EXAMPLES } from '../../src/try/index.ts';
import { NOON } from '../support/clock.ts';

/** What the bot reads in it; a post that tells no alert has none. */
function alertsIn(post: Post): readonly Alert[] {
  if (post.kind !== 'alerts') return [];
  const source = SENDABLE.find(({ type }) => type === post.as);
  const parsed = source?.parse(post.payload, { name: post.as, resolveTimeout: null });
  expect(parsed?.rejected, `what ${post.as} does not read`).toEqual([]);
  expect(parsed?.notes ?? [], `what ${post.as} notes`).toEqual([]);
  return parsed?.alerts ?? [];
}

const posts = ({ steps }: Example) => steps(NOON).map(({ after, make }) => make(plus(NOON, after)));
const named = (name: string) => EXAMPLES.filter((each) => each.name === name);
const titled = EXAMPLES.map((example) => ({ name: example.name, example }));

describe('the examples', () => {
  it('are the files of their folder', () => {
    const shared = ['example', 'in-order', 'index', 'player', 'python-event'];
    const files = readdirSync('src/try').map((file) => file.replace('.ts', ''));

    const names = EXAMPLES.map(({ name }) => name);
    expect(names.toSorted()).toEqual(files.filter((file) => !shared.includes(file)).toSorted());
  });

  it.each(titled)('$name is read whole by the source that it is for', ({ example }) => {
    const counts = example.steps(NOON).map(({ count }) => count);

    const read = posts(example).map((post) => alertsIn(post).length);
    expect(read).toEqual(counts);
    expect(countOf(example.steps(NOON))).toBeGreaterThan(0);
  });

  it.each(titled)('$name is sent in the order of time, and the same each time', ({ example }) => {
    const times = example.steps(NOON).map(({ after }) => after);

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(posts(example)).toEqual(posts(example));
  });

  it.each(titled)('$name ends all that it sent, or has people resolve it', ({ example }) => {
    const steps = example.steps(NOON);
    const later = plus(NOON, seconds(60));
    const sent = posts(example).flatMap(alertsIn);

    const ends = example.ends(steps.length, NOON).map((make) => make(later));
    const ended = ends.flatMap(alertsIn);
    if (ends.some(({ kind }) => kind === 'resolve-error')) {
      expect(sent.every(({ event }) => event?.error)).toBe(true);
    } else {
      expect(ended.every((each) => each.status === 'resolved' || each.endsAt === later)).toBe(true);
      expect(new Set(ended.map(alertKeyOf))).toEqual(new Set(sent.map(alertKeyOf)));
    }
  });

  it.each(titled)('$name says what it is in a line of the panel', ({ example }) => {
    expect(example.title.length).toBeLessThanOrEqual(32);
    expect(example.about.length).toBeLessThanOrEqual(36);
  });

  it.each(named('storm'))('$name is 500 alerts, of which none is another', (storm) => {
    const sent = posts(storm).flatMap(alertsIn);

    expect(new Set(sent.map(alertKeyOf)).size).toBe(500);
    expect(storm.steps(NOON).at(-1)?.after).toBe(seconds(30));
  });

  it.each(named('storm'))('$name ends only what was sent of it', (storm) => {
    const sent = storm
      .steps(NOON)
      .slice(0, 3)
      .map(({ make }) => make(NOON));

    const ends = storm.ends(3, NOON).map((make) => make(NOON));

    const keys = (all: readonly Post[]) => all.flatMap(alertsIn).map(alertKeyOf);
    expect(keys(ends)).toEqual(keys(sent));
  });

  it.each(named('disk-full'))('$name strikes nine hosts', (diskFull) => {
    const hosts = posts(diskFull)
      .flatMap(alertsIn)
      .map(({ content }) => content.host);

    expect([hosts.length, new Set(hosts).size]).toEqual([14, 9]);
  });

  it.each(named('regression'))('$name comes back in the release that is deployed', (regression) => {
    const all = posts(regression);

    const releases = all.flatMap(alertsIn).map(({ event }) => event?.error?.release);
    const [before = '', after = ''] = new Set(releases);
    expect(before).toMatch(/^shop@\d{4}\.\d\d\.\d\d-\d{4}$/);
    expect(comparedVersions(before, after)).toBeLessThan(0);
    expect(all.map(({ kind }) => kind).filter((kind) => kind !== 'alerts')).toEqual([
      'resolve-error',
      'deploy',
    ]);
    expect(all.find(({ kind }) => kind === 'deploy')).toMatchObject({ release: after });
    expect(before).not.toBe(after);
  });
});
