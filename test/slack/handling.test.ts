import { RespondError } from '@slack/bolt';
import { WebAPIHTTPError, WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Asker } from '../../src/slack/asker.ts';
import { handlingWith } from '../../src/slack/handling.ts';
import { keptLog } from './support/log.ts';

const platform = (error: string) =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

/** Runs work that fails so, for somebody who is told. */
async function failing(error: unknown, tell: Asker['tell'] = async () => {}) {
  const log = keptLog();
  const told: string[] = [];
  const asker: Asker = {
    userId: 'U1',
    actor: async () => ({ type: 'person', id: 'U1', name: 'Ann' }),
    tell: async (message) => {
      told.push(message.text);
      await tell(message);
    },
    retell: async () => {},
    open: async () => {},
  };
  await handlingWith(log).run('incident.acknowledge', asker, async () => {
    throw error;
  });
  return { lines: log.lines, told };
}

describe('a request of a person that fails', () => {
  it.each([
    ['Slack refuses it', platform('expired_trigger_id'), 'expired_trigger_id'],
    ['Slack is down', new WebAPIHTTPError(503, 'Service Unavailable', {}), 'http_503'],
    ['the answer to it is not taken', new RespondError('Failed to respond', 503), 'http_503'],
    ['Slack does not answer', new DOMException('too late', 'TimeoutError'), 'timeout'],
  ])('because %s is a warning with the code, and no stack', async (_, error, code) => {
    const { lines, told } = await failing(error);

    expect(lines).toEqual([
      {
        level: 'warn',
        text: 'Slack did not take what a person asked for',
        fields: { code, what: 'incident.acknowledge', user: 'U1' },
      },
    ]);
    expect(told).toHaveLength(1);
  });

  it('through a fault of ours is an error with all there is', async () => {
    const fault = new TypeError('x is undefined');

    const { lines } = await failing(fault);

    expect(lines).toMatchObject([
      { level: 'error', text: 'a request from Slack failed', fields: { error: fault } },
    ]);
  });

  it('never fails again because the person cannot be told', async () => {
    const { lines } = await failing(platform('internal_error'), async () => {
      throw platform('internal_error');
    });

    expect(lines.map(({ level, text }) => [level, text])).toEqual([
      ['warn', 'Slack did not take what a person asked for'],
      ['warn', 'nor could it be told to the person'],
    ]);
  });
});
