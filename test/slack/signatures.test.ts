import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { instant, minutes, plus, seconds } from '../../src/domain/time.ts';
import { signaturesSeen } from '../../src/slack/signatures.ts';
import { keptLog } from './support/log.ts';

function world() {
  const time = { now: instant(0) };
  const log = keptLog();
  const signatures = signaturesSeen({ clock: { now: () => time.now, newId: () => 'id' }, log });
  function comes(statusCode: number, headers: object = { 'x-slack-signature': 'v0=00' }) {
    const response = Object.assign(new EventEmitter(), { statusCode });
    // What is read of a request and its answer.
    signatures.watch({ headers } as IncomingMessage, response as unknown as ServerResponse);
    response.emit('finish');
  }
  const later = (span: Parameters<typeof plus>[1]) => {
    time.now = plus(time.now, span);
  };
  return { signatures, log, comes, later };
}

describe('wrongly signed requests', () => {
  it('are in the log once a minute, with the remedy', () => {
    const { signatures, log, comes, later } = world();
    comes(401);
    later(seconds(59));
    comes(401);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        text: 'refused requests: they are not signed as those of Slack',
        fields: { fault: signatures.fault() },
      },
    ]);

    later(seconds(1));
    comes(401);
    expect(log.lines).toHaveLength(2);
  });

  it('are a fault for ten minutes after the last of them', () => {
    const { signatures, comes, later } = world();
    comes(401);
    later(minutes(9));
    comes(401);
    later(minutes(9));
    expect(signatures.fault()).toContain("SLACK_SIGNING_SECRET is not this app's");

    later(minutes(1));
    expect(signatures.fault()).toBeNull();
  });

  it.each([
    ['one that is rightly signed', 200, null],
    ['one that is rightly signed and of no use', 400, null],
    ['one whose signature was not looked at', 413, expect.any(String)],
  ])('before %s', (_, status, fault) => {
    const { signatures, comes } = world();
    comes(401);
    comes(status);

    expect(signatures.fault()).toEqual(fault);
  });

  it('are none of those that are not signed at all', () => {
    const { signatures, log, comes } = world();
    comes(401, {});

    expect(signatures.fault()).toBeNull();
    expect(log.lines).toEqual([]);
  });
});
