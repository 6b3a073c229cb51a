import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../src/domain/decision.ts';
import { days } from '../../src/domain/time.ts';
import { acknowledging } from '../../src/slack/acknowledging.ts';
import type { Desk } from '../../src/slack/desk.ts';
import { theReport } from './blocks/models.ts';

const command = { type: 'unsilence', actor: { type: 'quell' }, id: 's' } as const;
const passed: Outcome = { type: 'passed' };

let told: string[] = [];
const ack = async () => void told.push('ack');

/** Only what acknowledging uses of a desk. */
function desk(act: () => Promise<Outcome>): Desk {
  const log = {
    debug() {},
    info() {},
    warn: (_: object, text: string) => void told.push(text),
    error() {},
  };
  return { act, log } as unknown as Desk;
}

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a request of Slack', () => {
  it('is acknowledged once what the person wants is durable, and only once', async () => {
    const saved = desk(async () => {
      told.push('saved');
      return passed;
    });

    await acknowledging(ack, saved, async (acking) => {
      await acking.act(command);
      told.push('card drawn');
    });

    expect(told).toEqual(['saved', 'ack', 'card drawn']);
  });

  it('is acknowledged after two seconds even when nothing is durable yet', async () => {
    let release = () => {};
    const slow = desk(() => new Promise((resolve) => (release = () => resolve(passed))));

    const working = acknowledging(ack, slow, async (acking) => void (await acking.act(command)));
    await vi.advanceTimersByTimeAsync(1_999);
    const early = [...told];
    await vi.advanceTimersByTimeAsync(1);
    release();
    await working;

    expect([early, told]).toEqual([[], ['ack']]);
  });

  it('is acknowledged before a report is made, which may take long', async () => {
    const reporting = {
      ...desk(async () => passed),
      async report() {
        told.push('reported');
        return theReport();
      },
    };

    await acknowledging(ack, reporting, async (acking) => void (await acking.report(days(7))));

    expect(told).toEqual(['ack', 'reported']);
  });

  it('is acknowledged when it changes nothing, and when it fails', async () => {
    const broken = desk(() => Promise.reject(new Error('the disk is full')));

    await acknowledging(ack, broken, async () => {});
    const failing = acknowledging(ack, broken, async (acking) => void (await acking.act(command)));

    await expect(failing).rejects.toThrow('the disk is full');
    expect(told).toEqual(['ack', 'ack']);
  });

  it('is carried out although Slack could not be told', async () => {
    const deaf = () => Promise.reject(new Error('closed'));
    let done = false;

    await acknowledging(
      deaf,
      desk(async () => passed),
      async (acking) => {
        await acking.act(command);
        done = true;
      },
    );

    expect([done, told]).toEqual([true, ['Slack could not be told that its request arrived']]);
  });
});
