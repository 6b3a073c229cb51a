import { describe, expect, it } from 'vitest';
import type { ErrorEvent, Level } from '../../../src/domain/error-event.ts';
import { minutes } from '../../../src/domain/time.ts';
import { alertOfError } from '../../../src/sources/errors/alert.ts';
import { anError, aRaised } from './errors.ts';

const origin = { name: 'shop-web', resolveTimeout: null };
const contentOf = (change: Partial<ErrorEvent>) => alertOfError(anError(change), origin).content;

describe("an error's alert", () => {
  it('says what happened, where, and how often one asks for it by labels', () => {
    const error = anError({
      chain: [aRaised({ type: 'ValueError' }), aRaised()],
      environment: 'production',
      release: 'shop@1.4.2',
      logger: 'shop.orders',
      server: 'web-1',
      transaction: '/pay/',
      request: {
        method: 'POST',
        url: 'https://shop.example.com/pay/',
        query: '',
        headers: {},
        data: '',
      },
      user: { id: '7', email: '', name: '', ip: '' },
      tags: { tenant: 'acme' },
    });

    expect(alertOfError(error, origin)).toEqual({
      status: 'firing',
      content: {
        labels: {
          alertname: 'KeyError',
          env: 'production',
          exception_type: 'KeyError',
          level: 'error',
          logger: 'shop.orders',
          release: 'shop@1.4.2',
          server: 'web-1',
          service: 'shop',
          tenant: 'acme',
        },
        annotations: {
          event_id: error.id,
          message: 'it broke',
          request: 'POST https://shop.example.com/pay/',
          transaction: '/pay/',
        },
        title: "KeyError: 'user_id'",
        description: 'checkout/views.py:88 in pay',
        severity: 'error',
        host: null,
        url: null,
        source: 'shop-web',
      },
      event: { user: '7', error },
    });
  });

  it.each<readonly [Level, string]>([
    ['fatal', 'critical'],
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'info'],
    ['debug', 'info'],
  ])('of the level %s has the severity %s', (level, severity) => {
    expect(contentOf({ level })).toMatchObject({ severity, labels: { level } });
  });

  it.each<readonly [string, Partial<ErrorEvent>, string]>([
    ['its type', { chain: [aRaised()] }, 'KeyError'],
    ['its template', { template: 'order %s is late' }, 'order %s is late'],
    ['its message', { message: 'order 7 is late' }, 'order 7 is late'],
    ['no type that the SDK made up', { chain: [aRaised({ synthetic: true })] }, 'it broke'],
    ['the beginning of a long one', { message: 'x'.repeat(300) }, `${'x'.repeat(99)}…`],
    ['its project, where it says nothing', { message: '' }, 'shop'],
  ])('is named by %s', (_, change, name) => {
    expect(contentOf(change).labels['alertname']).toBe(name);
  });

  it('has tags under names that matchers can write, and none in the place of its own labels', () => {
    const tags = { 'browser.name': 'Firefox', '1st': 'yes', service: 'other', é: 'x' };

    expect(contentOf({ tags }).labels).toEqual({
      alertname: 'it broke',
      browser_name: 'Firefox',
      _1st: 'yes',
      _: 'x',
      level: 'error',
      service: 'shop',
    });
  });

  it('has at most twenty tags', () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, 'x']));

    const names = Object.keys(contentOf({ tags }).labels);
    expect(names.filter((name) => /^t\d/.test(name))).toHaveLength(20);
  });

  it('holds as long as its source says', () => {
    const alert = alertOfError(anError(), { ...origin, resolveTimeout: minutes(5) });

    expect(alert.resolveTimeout).toBe(minutes(5));
  });
});
