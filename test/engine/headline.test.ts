import { expect, it } from 'vitest';
import { headlineOf, type Incident } from '../../src/domain/incident.ts';
import { instant } from '../../src/domain/time.ts';
import { anIncident } from '../support/state.ts';

const AN_ERROR: Incident['error'] = {
  group: 'e1-0a',
  isNew: true,
  regression: null,
  spikingSince: null,
  drawnAt: instant(0),
};

it.each<[string, Partial<Incident>, string]>([
  ['names the host', { hosts: ['web-1'] }, 'DiskFull on web-1'],
  [
    'names the service where there are several hosts',
    { hosts: ['web-1', 'web-2'], labels: { service: 'stock' } },
    'DiskFull on 2 hosts of stock',
  ],
  [
    'names no service that the title names',
    { title: 'stock is full', hosts: ['web-1', 'web-2'], labels: { service: 'stock' } },
    'stock is full on 2 hosts',
  ],
  [
    'names only the host where there is one',
    { hosts: ['web-1'], labels: { service: 'stock' } },
    'DiskFull on web-1',
  ],
  [
    'names what tells groups apart',
    { hosts: [], labels: { alertname: 'DiskFull', service: 's1' } },
    'DiskFull in s1',
  ],
  [
    'names two of them at most',
    { hosts: [], labels: { a: '1', b: '2', c: '3' } },
    'DiskFull in 1/2',
  ],
  ['says nothing twice', { hosts: [], labels: { name: 'DiskFull' } }, 'DiskFull'],
  [
    'names the project of an error, and not what only its group has',
    { hosts: [], labels: { exception_group: 'e1-0a', service: 'shop' }, error: AN_ERROR },
    'DiskFull in shop',
  ],
  ['leaves a person’s words alone', { hosts: [], labels: { a: '1' }, openedBy: 'Ann' }, 'DiskFull'],
])('the headline of an incident %s', (_, incident, headline) => {
  expect(headlineOf(anIncident(incident))).toBe(headline);
});
