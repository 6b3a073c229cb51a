import { describe, expect, it } from 'vitest';
import { SCRUB_ALL, scrubbed, scrubbedText } from '../../../src/sources/errors/scrub.ts';
import { isSecretName } from '../../../src/sources/errors/secret-names.ts';
import { anError, aRaised } from './errors.ts';

describe('the name of a secret is', () => {
  it.each([
    ...['pass', 'PASS', 'db_pass', 'DB_PASS', 'dbPass', 'dbpass', 'pass2', 'user[pass]'],
    ...['mysql_pwd', 'user_pwd', 'MYSQL_PWD', 'pw', 'smtp_pw', 'userPw', 'ssh_key', 'sshKey'],
    ...['sig', 'signature', 'X-Amz-Signature', 'X-Auth', 'X-Quell-Key', 'HTTP_X_QUELL_KEY'],
  ])('%s', (name) => {
    expect(isSecretName(name, [])).toBe(true);
  });
});

describe('the name of a secret is not', () => {
  it.each([
    ...['passed', 'bypass', 'compass', 'passenger', 'passive', 'passes', 'trespass', 'passport'],
    ...['signal', 'sigma', 'design', 'signatures_checked', 'sign', 'assign', 'pwm'],
    ...['key', 'keyboard', 'primary_key', 'foreign_key', 'cache_key', 'x_key', 'author', 'monkey'],
  ])('%s', (name) => {
    expect(isSecretName(name, [])).toBe(false);
    expect(scrubbedText(`${name}=north`, SCRUB_ALL)).toBe(`${name}=north`);
  });
});

const SECRET = 'geheim7';

describe('a text loses a secret', () => {
  it.each([
    ['in a query', `GET /a?pass=${SECRET}&n=1`, 'GET /a?pass=[removed]&n=1'],
    [
      'that signs an address',
      `/a?X-Amz-Signature=${SECRET}&n=1`,
      '/a?X-Amz-Signature=[removed]&n=1',
    ],
    ['that is a key in an address', `/a?n=1&key=${SECRET} end`, '/a?n=1&key=[removed] end'],
    ['under a key', `data['password'] = '${SECRET}'`, "data['password'] = [removed]"],
    [
      'of a signature with commas',
      `Stripe-Signature: t=1,v1=${SECRET}\nHost: a`,
      'Stripe-Signature: [removed]\nHost: a',
    ],
    [
      'beside its name',
      `[{"name": "password", "value": "${SECRET}"}, 1]`,
      '[{"name": "password", "value": [removed]}, 1]',
    ],
    [
      'in a tuple',
      `[('password', '${SECRET}'), ('a', 'b')]`,
      "[('password', [removed]), ('a', 'b')]",
    ],
    [
      'in headers of a program',
      `[(b'authorization', b'Bearer ${SECRET}')]`,
      "[(b'authorization', [removed])]",
    ],
    [
      'in a list of pairs',
      `[["a", "b"], ["token", "${SECRET}"]]`,
      '[["a", "b"], ["token", [removed]]]',
    ],
    ['in a list of arguments', `["run", "--token", "${SECRET}"]`, '["run", "--token", [removed]]'],
    ['among arguments', `deploy --password ${SECRET} --now`, 'deploy --password [removed] --now'],
    [
      'in an element',
      `<a><password>${SECRET}</password></a>`,
      '<a><password>[removed]</password></a>',
    ],
    ['in a part of XML', `<pw><![CDATA[${SECRET}]]></pw>`, '<pw>[removed]</pw>'],
    [
      'in a written address',
      `next=%2Fa%3Fpassword%3D${SECRET}`,
      'next=%2Fa%3Fpassword%3D[removed]',
    ],
    ['behind a written sign', `a%3D1%26password%3D${SECRET}`, 'a%3D1%26password%3D[removed]'],
    [
      'that lies deep',
      `{'password': {'a': {'b': 1}, 'c': '}${SECRET}'}, 'd': 2}`,
      "{'password': [removed], 'd': 2}",
    ],
    [
      'that lies deep in JSON inside JSON',
      `{\\"secrets\\": {\\"a\\": [1, \\"}${SECRET}\\"]}, \\"d\\": 2}`,
      '{\\"secrets\\": [removed], \\"d\\": 2}',
    ],
    ['that was cut', `{'password': {'a': {'b': 1}, 'c': '${SECRET}`, "{'password': [removed]"],
  ])('%s', (_, text, expected) => {
    expect(scrubbedText(text, SCRUB_ALL)).toBe(expected);
    expect(scrubbedText(expected, SCRUB_ALL)).toBe(expected);
  });
});

describe('a text keeps', () => {
  it.each([
    ['names of fields', "missing fields: ['password', 'email']"],
    ['what is said of an option', 'the option --token is required'],
    ['what an option is called', 'usage: deploy --token <token> [--now]'],
    ['a key that is none of an address', "KeyError: key='user_id', key=7"],
    ['a call with several values', "login('jane', 'shop')"],
    ['an element that hides nothing', '<name>password</name>'],
  ])('%s', (_, text) => {
    expect(scrubbedText(text, SCRUB_ALL)).toBe(text);
  });
});

describe('an error', () => {
  it('loses what its headers, its query and the name of its server tell', () => {
    const names = [
      'X-Auth',
      'X-Quell-Key',
      'X-Hub-Signature-256',
      'Stripe-Signature',
      'X-My-Token',
    ];
    const headers = Object.fromEntries(names.map((name) => [name, SECRET]));
    const request = {
      method: 'GET',
      url: `/a?sig=${SECRET}`,
      query: `key=${SECRET}&n=1`,
      data: '',
    };
    const server = `password=${SECRET}`;

    const clean = scrubbed(
      anError({ server, request: { ...request, headers: { ...headers, Host: 'shop' } } }),
      SCRUB_ALL,
    );

    expect(JSON.stringify(clean)).not.toContain(SECRET);
    expect(clean.request?.query).toBe('key=[removed]&n=1');
    expect(clean.request?.headers['Host']).toBe('shop');
  });

  const message = 'no way from 203.0.113.9:443 to 10.0.3.7:5432 of 1.2.3.4.5';
  const MASKED = 'no way from 203.0.113.0:443 to 10.0.3.7:5432 of 1.2.3.4.5';
  const event = anError({
    message,
    tags: { from: message },
    chain: [aRaised({ value: message })],
    breadcrumbs: [{ at: null, category: '', level: '', message, data: { from: message } }],
  });

  it('loses addresses of users in what is said of it, but none of an own network', () => {
    const { tags, chain, breadcrumbs, ...rest } = scrubbed(event, SCRUB_ALL);

    const [crumb] = breadcrumbs;
    const said = [rest.message, tags['from'], chain[0]?.value, crumb?.message, crumb?.data['from']];
    expect(new Set(said)).toEqual(new Set([MASKED]));
  });

  it('keeps them where that is allowed', () => {
    expect(scrubbed(event, { ...SCRUB_ALL, keepIp: true })).toEqual(event);
  });
});

it.each([
  ...["('password',", '"--token",', '--token ', '<password>', '<password><![CDATA[', 'password%3D'],
  ...['{"name":"password","value":', 'password={{', "password=('", 'password={"a', '%3Dpass', '-a'],
  ...['&key=', '1.2.3.', 'password:\\"', '<a '],
])('scrubbing many times %j takes a time that grows no faster than the text', (piece) => {
  const text = piece.repeat(50_000);
  const clean = scrubbed(anError({ message: text }), SCRUB_ALL).message;

  // Quadratic time would be minutes.
  expect(clean.length).toBeLessThanOrEqual(text.length * 2);
});
