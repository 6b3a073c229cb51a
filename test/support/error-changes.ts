import fc from 'fast-check';
import type { Change } from '../../src/domain/decision.ts';
import { LEVELS } from '../../src/domain/error-event.ts';
import type { ErrorGroup } from '../../src/domain/error-group.ts';
import { put } from './saving.ts';
import { anErrorEvent, at } from './state.ts';
import { HARD_TEXTS } from './texts.ts';

/** Ids are made of hashes, so that these are plain. */
export const ERROR_GROUPS = ['e1-a', 'e1-b', 'e1-c'] as const;
/** Any text: what programs call themselves and their versions. */
export const PROJECTS = ['shop', '\ud800', "it's \0 hard"] as const;
export const VERSIONS = ['1.4.2', '1.5.0', '\udfff'] as const;

const anyGroupId = fc.constantFrom(...ERROR_GROUPS);
const anyProject = fc.constantFrom(...PROJECTS);
const anyVersion = fc.constantFrom('', ...VERSIONS);
const anyInstant = fc.nat(20).map((tens) => at(tens * 10));
const anyLevel = fc.constantFrom(...LEVELS);
const anyHard = fc.constantFrom(...HARD_TEXTS);
const anyEnvironment = fc.constantFrom('production', 'a\0b', '\ud800', 'a"b');

const anyMerge = fc
  .constantFrom(null, null, 'person' as const, 'version' as const)
  .chain((mergedWhy) =>
    anyGroupId.map((target) => ({ mergedWhy, mergedInto: mergedWhy && target })),
  );

const anyGroup = (incident: fc.Arbitrary<string>) =>
  fc
    .record({
      id: anyGroupId,
      project: anyProject,
      title: anyHard,
      culprit: anyHard,
      level: anyLevel,
      lastSeenAt: anyInstant,
      firstRelease: anyVersion,
      lastRelease: anyVersion,
      environments: fc.uniqueArray(anyEnvironment, { maxLength: 2 }),
      events: fc.nat(9),
      incident: fc.oneof(incident, fc.constantFrom(null, 'gone')),
      merge: anyMerge,
    })
    .map(({ merge, ...group }): Partial<ErrorGroup> => ({ ...group, ...merge }));

const anyEvent = fc
  .record({
    id: fc.constantFrom('1', '2', '3'),
    project: anyProject,
    environment: anyEnvironment,
    level: anyLevel,
    release: anyVersion,
    message: anyHard,
    transaction: anyHard,
    user: fc.option(
      fc.record({
        id: fc.constantFrom('', 'U1', '\ud800'),
        email: fc.constantFrom('', 'ann@shop.example'),
        name: anyHard,
        ip: fc.constant(''),
      }),
    ),
    tags: fc.dictionary(anyHard, anyHard, { maxKeys: 2 }),
  })
  .map(anErrorEvent);

const anySample = fc.oneof(
  fc.record({
    group: anyGroupId,
    slot: fc.nat(2),
    receivedAt: anyInstant,
    event: anyEvent,
  }),
  fc.record({
    group: anyGroupId,
    slot: fc.constantFrom(-1, -2),
    keepsake: fc.constantFrom('first' as const, 'regression' as const, 'unignored' as const),
    receivedAt: anyInstant,
    event: anyEvent,
  }),
);

const anyRelease = fc.record({
  project: anyProject,
  version: anyVersion,
  firstSeenAt: anyInstant,
  url: fc.option(fc.webUrl()),
});

/** Any change of what is kept of errors; incidents are among those given, or are not there. */
export function anyErrorChange(incident: fc.Arbitrary<string>): fc.Arbitrary<Change> {
  return fc.oneof(
    anyGroup(incident).map(put.errorGroup),
    { arbitrary: anySample.map(put.errorSample), weight: 2 },
    anyRelease.map(put.release),
  );
}
