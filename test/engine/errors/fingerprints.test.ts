import { describe, expect, it } from 'vitest';
import type { ErrorEvent } from '../../../src/domain/error-event.ts';
import type { Labels } from '../../../src/domain/labels.ts';
import type { FingerprintRule } from '../../../src/domain/policy.ts';
import { groupingOf } from '../../../src/engine/errors/grouping.ts';
import { isFault, parseMatchers } from '../../../src/engine/matchers.ts';
import { anError, call, raised } from './an-error.ts';

const timeout = (spec: Partial<ErrorEvent> = {}) =>
  anError({
    chain: [raised('Timeout', 'no answer in 5 s', [call('views.pay')])],
    ...spec,
  });
const other = (spec: Partial<ErrorEvent> = {}) =>
  anError({ chain: [raised('KeyError', "'a'", [call('cart.total')])], ...spec });

function rule(match: string, fingerprint: readonly string[], line = 12): FingerprintRule {
  const matchers = parseMatchers(match);
  if (isFault(matchers)) throw new Error(matchers.fault);
  return { place: `quell.yml line ${line}`, match: matchers, fingerprint };
}

const idOf = (event: ErrorEvent, rules: readonly FingerprintRule[] = [], labels: Labels = {}) =>
  groupingOf(event, labels, rules).id;

describe("an SDK's fingerprint", () => {
  it('puts together what it says', () => {
    const fingerprint = ['checkout', 'payment'];
    expect(idOf(timeout({ fingerprint }))).toBe(idOf(other({ fingerprint })));
    expect(idOf(timeout({ fingerprint }))).not.toBe(idOf(timeout({ fingerprint: ['checkout'] })));
  });

  it('splits further what would be alike', () => {
    const of = (region: string) => timeout({ fingerprint: ['{{ default }}', region] });
    expect(new Set([idOf(of('eu')), idOf(of('us')), idOf(timeout())]).size).toBe(3);
    expect(idOf(of('eu'))).toBe(idOf(of('eu')));
    expect(idOf(of('eu'))).not.toBe(idOf(other({ fingerprint: ['{{ default }}', 'eu'] })));
  });

  it.each(['{{ default }}', '{{default}}'])('that is %s alone changes nothing', (part) => {
    expect(groupingOf(timeout({ fingerprint: [part] }), {}, [])).toEqual(
      groupingOf(timeout(), {}, []),
    );
  });

  it('says why', () => {
    const { because } = groupingOf(timeout({ fingerprint: ['checkout', '{{ default }}'] }), {}, []);
    expect(because).toBe('Its fingerprint says so: checkout, {{ default }}.');
  });
});

describe('a rule of the configuration', () => {
  const byType = rule('type="Timeout"', ['timeouts', '{{ type }}']);

  it('wins over what the SDK says', () => {
    const event = timeout({ fingerprint: ['checkout'] });
    expect(idOf(event, [byType])).toBe(idOf(timeout(), [byType]));
    expect(groupingOf(event, {}, [byType]).because).toBe(
      'The rule in quell.yml line 12 puts it together: timeouts, Timeout.',
    );
  });

  it('takes the place of what the SDK says with the default', () => {
    const back = rule('type="Timeout"', ['{{ default }}']);
    expect(idOf(timeout({ fingerprint: ['checkout'] }), [back])).toBe(idOf(timeout()));
  });

  it('counts only where it matches, and the first that does', () => {
    const later = rule('type=~".+"', ['everything'], 20);
    expect(idOf(other(), [byType])).toBe(idOf(other()));
    expect(groupingOf(timeout(), {}, [byType, later]).because).toContain('line 12');
    expect(groupingOf(other(), {}, [byType, later]).because).toContain('line 20');
  });

  it.each([
    ['its type', 'type="Timeout"'],
    ['what its exception says', 'value=~"no answer.*"'],
    ['what it says', 'message=~"no answer.*"'],
    ['what ran', 'transaction="checkout"'],
    ["a label of the error's alert", 'env="production"'],
    ['several', 'type="Timeout", env!="staging"'],
  ])('matches on %s', (_, match) => {
    const event = timeout({ transaction: 'checkout' });
    const { because } = groupingOf(event, { env: 'production' }, [rule(match, ['x'])]);
    expect(because).toBe('The rule in quell.yml line 12 puts it together: x.');
  });

  it.each([
    ['{{ type }}', 'Timeout'],
    ['{{value}}', 'no answer in 5 s'],
    ['{{ message }}', 'no answer in 5 s'],
    ['{{ transaction }}', 'checkout'],
    ['{{ logger }}', 'shop'],
    ['{{ level }}', 'error'],
    ['{{ environment }}', 'production'],
    ['{{ release }}', '1.4.2'],
    ['{{ tags.region }}', 'eu'],
    ['{{ tags.nothing }}', ''],
    ['region {{ tags.region }} of {{ release }}', 'region eu of 1.4.2'],
    ['{{ nonsense }}', '{{ nonsense }}'],
    ['{{ type.name }}', '{{ type.name }}'],
    ['{{ tags.constructor }}', ''],
  ])('fills in %s as "%s"', (part, value) => {
    const event = timeout({
      transaction: 'checkout',
      logger: 'shop',
      release: '1.4.2',
      tags: { region: 'eu' },
    });
    const rules = [rule('type="Timeout"', ['x', part])];
    expect(groupingOf(event, {}, rules).because).toBe(
      `The rule in quell.yml line 12 puts it together: x, ${value}.`,
    );
  });

  it('tells a message apart from the exception', () => {
    const event = timeout({ message: 'payment failed' });
    const rules = [rule('message="payment failed"', ['{{ message }}'])];
    expect(groupingOf(event, {}, rules).because).toContain(': payment failed.');
  });
});
