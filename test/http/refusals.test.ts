import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/domain/reason.ts';
import { faultFrom } from '../../src/http/faults.ts';
import { alertFrom } from '../../src/http/opsgenie-api/identify.ts';
import { refusalFault } from '../../src/http/rest/refusals.ts';
import { opsgenieAlerts } from '../../src/sources/index.ts';
import { aPolicy } from '../support/builders.ts';
import { HttpWorld, json } from './http-world.ts';
import { doors, genie } from './other-api.ts';
import { Rest } from './rest-client.ts';
import { withShop } from './sentry-api/sdk-client.ts';

const errorOf = (answer: { json(): { error: { message: string } } }) => answer.json().error.message;

describe('the REST API refuses, and says what it takes', () => {
  it.each([
    ['/incidents?limit=0', 'The parameter limit is wrong: it must be a whole number from 1 to'],
    ['/incidents?limit=1&limit=2', 'The parameter limit is wrong: it is given more than once.'],
    [
      '/incidents?cursor=x',
      'The parameter cursor is wrong: it must be the next_cursor of an earlier page.',
    ],
    ['/incidents?severity=bad', 'The parameter severity is wrong: it must be one of '],
    ['/incidents?state=opn', 'There is no parameter "state" here. Is status meant?'],
    ['/incidents/1?limit=5', 'There is no parameter "limit" here. It takes none.'],
    ['/events?severity=critical', 'There is no parameter "severity" here. Known: project, '],
    ['/releases', 'The parameter project is missing.'],
    ['/events/00', 'The event 00 is not kept: of each group the newest ones are.'],
    ['/stats?since=400d', 'The parameter since is wrong: it must be in the past, at most 90d ago.'],
    ['/errors/x', 'There is no error group x.'],
  ])('to answer GET %s', async (path, sentence) => {
    expect(errorOf(await new Rest().get(path))).toContain(sentence);
  });

  it.each([
    [
      'an action that is none',
      { action: 'page' },
      'There is no action "page". Known: acknowledge,',
    ],
    [
      'somebody unknown',
      { action: 'assign', user: 'nobody' },
      'There is no user "nobody": give a Slack user id or a name.',
    ],
    [
      'a mute without an end',
      { action: 'mute' },
      'The action mute needs "for" (such as 2h) or "until" (a time, or one of "resolved", "deploy", "3x").',
    ],
    [
      'a mute until a deploy of nothing',
      { action: 'mute', until: 'deploy' },
      'INC-1 has no "service" label, which names the project whose deploy would end the mute.',
    ],
    [
      'two ends',
      { action: 'mute', for: '2h', until: '2026-03-01T00:00:00Z' },
      'Give either "for" or "until", not both.',
    ],
    [
      'an end that is past',
      { action: 'mute', until: '2020-03-01T00:00:00Z' },
      '"until" must be in the future, and later than the start.',
    ],
    ['a note that says nothing', { action: 'note', text: ' ' }, 'The action note needs "text".'],
    [
      'a severity that is none',
      { action: 'severity', severity: 'bad' },
      '"severity" must be one of critical, error, warning, info.',
    ],
    [
      'a merge into nothing',
      { action: 'merge' },
      'The action merge needs "into": the number of the incident with which its errors are to count.',
    ],
  ])('to do %s', async (_, body, sentence) => {
    const rest = await new Rest().open('Disk');

    expect(errorOf(await rest.act(1, body))).toContain(sentence);
  });

  it.each([
    ['of everything', { matchers: ['a=~".*"'], for: '1h' }, 'These matchers match everything: '],
    ['without an end', {}, 'A silence needs "for" (such as 2h) or "until" (a time).'],
    [
      'again and again without an end',
      { kind: 'maintenance', cron: '0 2 * * 0' },
      'Repeated maintenance needs "for" (such as 2h) or "until" (a time) too: when it is over for good.',
    ],
    [
      'with a length of nothing',
      { for: '1h', duration: '1h' },
      '"duration" goes with "cron"; how long it lasts once is "for".',
    ],
    [
      'again and again that is no maintenance',
      { for: '9d', cron: '0 2 * * 0' },
      '"cron" goes with "kind": "maintenance".',
    ],
    [
      'at no time that comes',
      { kind: 'maintenance', for: '9d', cron: 'often' },
      '"cron" is wrong: "often" is not a cron expression',
    ],
    [
      'again and again without a length',
      { kind: 'maintenance', for: '9d', cron: '0 2 * * 0' },
      '"cron" needs "duration" (such as 1h): how long each time lasts.',
    ],
    [
      'in a zone that is none',
      { kind: 'maintenance', for: '9d', cron: '0 2 * * 0', duration: '1h', timezone: 'Mars' },
      '"timezone" must be an IANA time zone such as Europe/Berlin, not "Mars".',
    ],
  ])('to silence %s', async (_, body, sentence) => {
    const answer = await new Rest().silence({ matchers: ['a="b"'], ...body });

    expect(errorOf(answer)).toContain(sentence);
  });

  it('to end a silence that is not there, or is over', async () => {
    const rest = new Rest();
    const { id } = (await rest.silence({ matchers: ['a="b"'], for: '1h' })).json();
    const end = (which: string) =>
      rest.world.ask({ method: 'DELETE', url: `/api/v1/silences/${which}` });
    await end(id);

    expect(errorOf(await end(id))).toBe(`The silence ${id} is over already.`);
    expect(errorOf(await end('none'))).toBe('There is no silence none.');
  });

  it.each<[Refusal, string]>([
    ['unknown-incident', 'There is no incident 7.'],
    ['already-acknowledged', 'INC-7 is acknowledged already.'],
    ['not-acknowledged', 'INC-7 is not acknowledged.'],
    ['already-assigned', 'INC-7 is assigned to them already.'],
    ['not-muted', 'INC-7 is not muted.'],
    ['already-resolved', 'INC-7 is resolved already.'],
    ['not-resolved', 'INC-7 is not resolved.'],
    ['already-so', 'INC-7 is like that already.'],
    ['unknown-silence', 'INC-7 has no such silence.'],
    ['silence-expired', 'INC-7 has a silence that is over.'],
    ['not-an-error', 'INC-7 is not about an error that an SDK reported: only these can do that.'],
    [
      'no-release',
      'INC-7 is of a project that names no release: there is no next one to wait for.',
    ],
    ['same-incident', 'INC-7 cannot be merged into itself.'],
    ['not-merged', 'INC-7 has nothing merged into it.'],
    ['unknown-target', 'INC-7 cannot be merged there: there is no such incident.'],
  ])('what does not fit what is the case: %s', (refusal, sentence) => {
    expect(refusalFault(refusal, null, 7).message).toBe(sentence);
  });
});

describe('every door refuses', () => {
  it('what is no body, or none that it takes', async () => {
    const world = new HttpWorld();
    const type = { 'content-type': 'application/json' };
    const post = async (payload: string | Buffer, url = '/hooks/json', more = {}) =>
      errorOf(await world.send({ method: 'POST', url, payload, headers: { ...type, ...more } }));

    expect(await post('')).toBe('The body is empty, and must be JSON.');
    expect(await post('{"a": ')).toMatch(
      /^The body is not valid JSON: it ends too early at line 1/,
    );
    expect(await post(Buffer.from([0xff]))).toBe('The body is not valid UTF-8.');
    expect(await post('[]', '/hooks/json', { 'content-encoding': 'gzip' })).toBe(
      'The body is not valid gzip data.',
    );
    expect(await post(`"${'x'.repeat(2 ** 20)}"`)).toBe(
      'The body is larger than 1 MiB; send fewer alerts at once.',
    );
    expect(await post('[{"x": 1}]')).toBe('No alert of the body could be taken.');
  });

  it('a method that it has not, and names those that it has', async () => {
    const answer = await new HttpWorld().send({ method: 'DELETE', url: '/hooks/json' });

    expect(errorOf(answer)).toBe('DELETE is not possible here; use POST.');
  });

  it.each([
    ['/hook/json', 'There is nothing at "/hook/json". Is /hooks/json meant?'],
    ['/api/7/envelop/', 'There is nothing at "/api/7/envelop/". Is /api/7/envelope/ meant?'],
    ['/api/v2/alert', 'There is nothing at "/api/v2/alert". Is /api/v2/alerts meant?'],
    ['/wp-login.php', 'There is nothing at "/wp-login.php".'],
    [`/${'x'.repeat(150)}`, `There is nothing at "/${'x'.repeat(150)}".`],
  ])('a path that is none, and names the one that is meant: %s', async (url, says) => {
    expect(errorOf(await new HttpWorld().send({ method: 'POST', url }))).toBe(says);
  });

  it.each([
    ['of whoever asked', { statusCode: 400 }, 400, 'The request is malformed.'],
    ['of our own', new Error('x'), 500, 'Something went wrong on our side; it is in the log.'],
  ])('with a fault %s', (_, error, status, message) => {
    expect(faultFrom(error)).toMatchObject({ status, message });
  });

  it('to be ready while the store fails, whatever it throws', async () => {
    const world = new HttpWorld((deps) => ({
      ...deps,
      store: { ...deps.store, check: () => Promise.reject('full') },
    }));

    const answer = await world.app.inject('/readyz');

    expect(answer.json()).toMatchObject({ store: 'The store cannot save.' });
    expect(world.logged).toMatchObject([{ level: 'warn', text: 'store cannot save' }]);
  });

  it('no figures, but says which it lacks', async () => {
    const broken = () => Promise.reject(new Error('away'));
    const world = new HttpWorld((deps) => ({
      ...deps,
      queueDepth: broken,
      store: { ...deps.store, counts: broken },
    }));

    expect((await world.app.inject('/metrics')).statusCode).toBe(200);
    expect(world.logged.map(({ text }) => text).sort()).toEqual([
      'queue cannot count',
      'store cannot count',
    ]);
  });

  it('what fails on our side, and logs it with its stack', async () => {
    const world = new HttpWorld((deps) => ({
      ...deps,
      person: () => Promise.reject(new Error('boom')),
    }));
    await world.hook('json', { title: 'Disk' });
    const url = '/api/v1/incidents/1/actions';

    const answer = await world.ask({
      method: 'POST',
      url,
      ...json({ action: 'assign', user: 'a' }),
    });

    expect([answer.statusCode, errorOf(answer)]).toEqual([
      500,
      'Something went wrong on our side; it is in the log.',
    ]);
    expect(world.logged.at(-1)).toMatchObject({ level: 'error', text: 'request failed' });
  });

  it.each([
    [
      '/incidents/1/actions',
      { action: 'acknowledge' },
      'A command about an incident had the outcome "passed".',
    ],
    ['/silences', { matchers: ['a="b"'], for: '1h' }, 'A new silence had the outcome "passed".'],
  ])('what came to nothing that it can come to: POST %s', async (path, body, message) => {
    const world = new HttpWorld((deps) => ({ ...deps, act: async () => ({ type: 'passed' }) }));
    await world.hook('json', { title: 'Disk' });

    const answer = await world.ask({ method: 'POST', url: `/api/v1${path}`, ...json(body) });

    expect(answer.statusCode).toBe(500);
    expect(world.logged.at(-1)).toMatchObject({ fields: { error: { message } } });
  });
});

describe('doors that speak as others do refuse in their words', () => {
  const silence = (change: object) => ({
    matchers: [{ name: 'a', value: 'b', isRegex: false }],
    startsAt: '2026-02-10T15:00:00Z',
    endsAt: '2026-02-10T16:00:00Z',
    createdBy: 'ann',
    comment: 'x',
    ...change,
  });

  it.each([
    [
      'a label without a name',
      silence({ matchers: [{ name: '', value: 'b', isRegex: false }] }),
      'silence invalid: invalid label matcher 0: invalid label name ""',
    ],
    [
      'what is no regular expression',
      silence({ matchers: [{ name: 'a', value: '(', isRegex: true }] }),
      'silence invalid: invalid label matcher 0: "(" is not a regular expression (RE2 syntax)',
    ],
    ['no matchers', silence({ matchers: [] }), 'matchers in body should have at least 1 items'],
    ['a silence that is not there', silence({ id: 'x' }), 'silence not found'],
  ])('Alertmanager: %s', async (_, body, sentence) => {
    const url = '/api/v2/silences';
    const answer = await new HttpWorld().send({ method: 'POST', url, ...json(body) });

    expect(answer.json()).toEqual(expect.anything());
    expect(answer.body).toContain(JSON.stringify(sentence).slice(1, -1));
  });

  it.each([
    ['/api/v2/silence/x', 'silenceID in path must be of type uuid: "x"'],
    ['/api/v2/alerts?filter=%3D', 'bad matcher format: '],
    ['/api/v2/alerts?active=perhaps', 'active must be true or false, not "perhaps".'],
    ['/api/v2/alerts?receiver=(', 'failed to parse receiver param: '],
  ])('Alertmanager: GET %s', async (url, sentence) => {
    const answer = await new HttpWorld().send({ url });

    expect(answer.body).toContain(JSON.stringify(sentence).slice(1, -1));
  });

  it('sentry-cli: a release without a version', async () => {
    const url = '/api/0/organizations/acme/releases/';
    const answer = await withShop().ask({ method: 'POST', url, ...json({ projects: ['shop'] }) });

    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('The release needs a \\"version\\".');
  });

  it('Opsgenie: an alert that a rule ignores, when its request is asked for', async () => {
    const world = doors();
    world.policy = {
      ...aPolicy(),
      rules: [{ place: 'here', match: [], action: { type: 'ignore' } }],
    };
    const { body } = await genie(world, ['POST', '/v2/alerts'], { message: 'x' });
    const status = await genie(world, ['GET', `/v2/alerts/requests/${body.requestId}`]);

    expect(status.body.data).toMatchObject({ status: 'The alert was filtered out by a rule' });
  });

  it('Opsgenie: a body of which its source makes nothing', () => {
    const nothing = { ...opsgenieAlerts, parse: () => ({ alerts: [], rejected: [] }) };
    const sender = { source: nothing, origin: { name: 'test', resolveTimeout: null }, rate: null };

    expect(() => alertFrom(sender, {})).toThrow('It says nothing.');
  });

  it('Opsgenie', async () => {
    const world = doors();
    const said = async (
      ...asked: Parameters<typeof genie> extends [unknown, ...infer R] ? R : never
    ) => (await genie(world, ...asked)).body;

    expect(await said(['POST', '/v2/alerts'], {})).toMatchObject({
      message: 'Request body is not processable. Please check the errors.',
      errors: { message: 'Message can not be empty.' },
    });
    expect(await said(['POST', '/v2/alerts/1/notes'], {})).toMatchObject({
      errors: { note: 'Note can not be empty.' },
    });
    expect(await said(['POST', '/v2/alerts'], [])).toMatchObject({
      message: 'The body must be an alert, an object.',
    });
    expect(await said(['GET', '/v2/alerts/1?identifierType=name'])).toMatchObject({
      errors: { identifierType: 'It must be one of id, tiny and alias.' },
    });
    expect(await said(['GET', '/v2/alerts/requests/none'])).toMatchObject({
      message: 'Request not found. It might not be processed, yet.',
    });
  });
});
