import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { mail } from '../../src/sources/mail.ts';

const SCRUB = { fields: ['member-no'], keepIp: false, keepEmail: false };

function alertOf(body: object, scrub?: typeof SCRUB): Alert | undefined {
  const origin = { name: 'mail', resolveTimeout: null, ...(scrub && { scrub }) };
  return mail.parse({ from: 'cron@db-1', to: 'ops@quell', ...body }, origin).alerts[0];
}

describe('the mail of a monitor', () => {
  const body = {
    subject: 'PROBLEM: no answer for member_no=4711',
    text: 'memberNo: 4711\npassword=geheim\nAsk admin@shop.example.',
  };

  it('loses what the configuration names as secret, beside what always is', () => {
    expect(alertOf(body, SCRUB)?.content).toMatchObject({
      title: 'no answer for member_no=[removed]',
      description: 'memberNo: [removed]\npassword=[removed]\nAsk admin@shop.example.',
    });
  });

  it('has a key without them, so that it is the same incident with another secret', () => {
    const keyOf = (secret: string) =>
      alertOf({ subject: `PROBLEM: member-no=${secret} password=${secret} is down` }, SCRUB)
        ?.dedupKey;
    expect(keyOf('Geheim4711')).toBe(keyOf('Other0815'));
    expect(keyOf('Geheim4711')).not.toMatch(/geheim|4711/i);
  });

  it('keeps that where the configuration names nothing', () => {
    expect(alertOf(body)?.content).toMatchObject({
      title: 'no answer for member_no=4711',
      description: 'memberNo: 4711\npassword=[removed]\nAsk admin@shop.example.',
    });
  });
});
