import { describe, expect, it } from 'vitest';
import { isWorse, SEVERITIES, severityOf } from '../../src/domain/severity.ts';

const WORDS = {
  critical: 'critical crit fatal emergency emerg disaster page alert p1 sev1 CRITICAL',
  error: 'error err high major average p2 sev2 Error',
  warning: 'warning warn medium minor moderate p3 sev3 WARN',
  info: 'info information informational low notice debug none ok p4 p5 sev4',
} as const;

describe('the severity', () => {
  it.each(
    SEVERITIES.flatMap((severity) => WORDS[severity].split(' ').map((word) => [word, severity])),
  )('of the word %s is %s', (word, severity) => {
    expect(severityOf(word!)).toBe(severity);
  });

  it('is read past spaces around the word', () => {
    expect(severityOf('  crit\n')).toBe('critical');
  });

  it.each(['', 'sev9', 'constructor', 'toString', '__proto__', 'very bad'])(
    'of %j is not known',
    (word) => {
      expect(severityOf(word)).toBeUndefined();
    },
  );

  it('is worse the earlier it stands in the list, and never worse than itself', () => {
    const worse = SEVERITIES.map((a) => SEVERITIES.filter((b) => isWorse(a, b)));

    expect(worse).toEqual([['error', 'warning', 'info'], ['warning', 'info'], ['info'], []]);
  });
});
