import type { Withheld } from '../../domain/incident.ts';

/** Why nobody is told of an incident for now. */
export const WHY_WITHHELD: Readonly<Record<Withheld, string>> = {
  silenced: 'Nobody is told: a silence hides every alert of it',
  inhibited: 'Nobody is told: it is inhibited by another alert',
  maintenance: 'Nobody is told: it is maintenance time',
  'below-threshold': 'Nobody is told yet: it has not come often enough',
  storm: 'Its card waits until the storm is over',
};

/** Why people are told of it after all. */
export const WHY_RELEASED: Readonly<Record<Withheld, string>> = {
  silenced: 'Told now: the silence is over',
  inhibited: 'Told now: it is no longer inhibited',
  maintenance: 'Told now: the maintenance is over',
  'below-threshold': 'Told now: it has come often enough',
  storm: 'Told now: the storm is over',
};
