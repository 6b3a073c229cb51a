import { expect, it } from 'vitest';
import { completed } from '../../src/store/older.ts';
import { aMute, anIncident, at } from '../support/state.ts';

const resolution = {
  at: at(1),
  by: { type: 'quell' },
  how: 'alerts',
  into: null,
  release: null,
  note: '',
  acknowledged: null,
} as const;

it('reads an incident that was saved before errors were known', () => {
  const { error: _, ...incident } = anIncident();
  const { ignores: _i, ...mute } = aMute();
  const { into: _t, release: _r, ...older } = resolution;

  expect(completed({ ...incident, mute, resolution: older })).toEqual(
    anIncident({ mute: aMute(), resolution }),
  );
  expect(completed(incident)).toEqual(anIncident());
});

it('leaves an incident as it is that has all', () => {
  const incident = anIncident({
    mute: aMute({ ignores: true }),
    resolution: { ...resolution, into: 7, release: { version: '1', inNext: true } },
    error: { group: 'e1-a', isNew: true, regression: null, spikingSince: null, drawnAt: at(1) },
  });

  expect(JSON.stringify(completed(incident))).toBe(JSON.stringify(incident));
});
