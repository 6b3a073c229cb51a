import { describe, expect, it } from 'vitest';
import { groupingOf } from '../../../src/engine/errors/grouping.ts';
import { identified } from '../../../src/engine/errors/identify.ts';
import { anAlert } from '../../support/builders.ts';
import { anError, call, raised } from './an-error.ts';

const error = anError({ chain: [raised('KeyError', "'a'", [call('views.pay')])] });
const errors = { fingerprints: [], environments: ['production'], keep: 100 };

describe("an error's alert", () => {
  it('gets its group, one incident a group, and one alert a group and environment', () => {
    const alert = anAlert({ labels: { alertname: 'KeyError' }, event: { user: null, error } });
    const grouping = groupingOf(error, {}, []);

    expect(identified(alert, { errors })).toEqual({
      ...alert,
      content: {
        ...alert.content,
        labels: { alertname: 'KeyError', exception_group: grouping.id },
      },
      event: { user: null, error, grouping },
      incidentKey: grouping.id,
      dedupKey: `${grouping.id}/production`,
    });
  });

  it('is matched by fingerprint rules as by other rules, its severity included', () => {
    const match = [{ name: 'severity', operator: '=', value: 'critical' }] as const;
    const rule = { place: 'quell.yml line 3', match, fingerprint: ['bad'] };
    const alert = anAlert({ severity: 'critical', event: { user: null, error } });

    const { event } = identified(alert, { errors: { ...errors, fingerprints: [rule] } });
    expect(event?.grouping?.because).toBe('The rule in quell.yml line 3 puts it together: bad.');
  });

  it.each([
    ['of a monitor', anAlert()],
    ["of an error that another program's webhook tells of", anAlert({ event: { user: 'U1' } })],
  ])('stays as it is when it is one %s', (_, alert) => {
    expect(identified(alert, { errors })).toBe(alert);
  });
});
