import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCRUB_ALL, scrubbed, scrubbedText } from '../../../src/sources/errors/scrub.ts';
import { aFrame, anError, aRaised } from './errors.ts';

const KEY = `-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----`;
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl';

describe('a text loses', () => {
  it.each<readonly [string, string, string]>([
    ['a password of a form', 'user=jane&password=geheim&x=1', 'user=jane&password=[removed]&x=1'],
    ['a secret in JSON', '{"api_key": "geheim", "n": 1}', '{"api_key": [removed], "n": 1}'],
    ['one in JSON inside JSON', '{"b":"{\\"token\\":\\"x\\"}"}', '{"b":"{\\"token\\":[removed]}"}'],
    ['a list of secrets', '{"passwords": ["a", "b"], "n": 1}', '{"passwords": [removed], "n": 1}'],
    ['one in a dictionary of Python', "{'pwd': b'x', 'q': 1}", "{'pwd': [removed], 'q': 1}"],
    [
      'one in a form of Django',
      "<QueryDict: {'password': ['x']}>",
      "<QueryDict: {'password': [removed]}>",
    ],
    ['credentials of a header', 'Authorization: Basic abc==, x', 'Authorization: [removed], x'],
    ['all cookies of a header', 'Cookie: sid=1; b=2\nX: 1', 'Cookie: [removed]\nX: 1'],
    ['an assignment', 'SECRET_KEY = geheim', 'SECRET_KEY = [removed]'],
    ['a hash of Ruby', '{"token"=>"x"}', '{"token"=>[removed]}'],
    ['a session', 'sessionid=abc; path', 'sessionid=[removed]; path'],
    ['a bearer token', 'sent Bearer abcdef123456 to it', 'sent Bearer [removed] to it'],
    [
      'a password in an address',
      'at postgres://shop:pw@db/shop',
      'at postgres://[removed]@db/shop',
    ],
    ['a private key', `key ${KEY} end`, 'key [removed] end'],
    ['a private key that was cut', 'key -----BEGIN PRIVATE KEY-----\nMII', 'key [removed]'],
    ['a JSON Web Token', `got ${JWT}`, 'got [removed]'],
    ['the number of a card', 'card 4111 1111 1111 1111 declined', 'card [removed] declined'],
    ['an e-mail address', 'no user jane.doe@mail.example.com', 'no user j…@mail.example.com'],
  ])('%s', (_, text, expected) => {
    expect(scrubbedText(text, SCRUB_ALL)).toBe(expected);
  });
});

it.each([
  ...[
    'ghp_',
    'github_pat_',
    'glpat-',
    'xoxb-',
    'sk_live_',
    'rk_test_',
    'AIza',
    'sntrys_',
    'sntryu_',
  ],
  'AKIA',
])('a token that begins with %s is removed by its form', (beginning) => {
  const token = beginning + 'A1'.repeat(beginning === 'AKIA' ? 8 : 18);

  expect(scrubbedText(`${token} was refused`, SCRUB_ALL)).toBe('[removed] was refused');
});

it('credentials are removed by their form', () => {
  expect(scrubbedText('sent Basic amFuZTpnZWhlaW0=', SCRUB_ALL)).toBe('sent Basic [removed]');
});

describe('a text keeps', () => {
  it.each<readonly [string, string]>([
    ['what only names a secret', 'Unexpected token < in JSON at position 0'],
    ['a secret that was missing', 'password = None'],
    ['the place of one', 'SELECT id FROM users WHERE token = %s'],
    ['a number that is no card', 'order 4111111111111112 and 1795366242.7518518'],
    ['addresses of servers', 'connection to 10.0.3.7:5432 refused'],
    ['an address without a password', 'GET https://shop.example.com:8080/a?b=c#d'],
    ['a name with a secret word in it', 'author: jane, compass: north'],
  ])('%s', (_, text) => {
    expect(scrubbedText(text, SCRUB_ALL)).toBe(text);
  });

  it('e-mail addresses, where that is allowed', () => {
    const text = 'no user jane@example.com';

    expect(scrubbedText(text, { ...SCRUB_ALL, keepEmail: true })).toBe(text);
  });
});

it('a field that the configuration names is a secret, however it is written', () => {
  const rules = { ...SCRUB_ALL, fields: ['tax-id', ' '] };
  const event = anError({ extra: { TaxID: '123', taxes: '9' }, message: 'tax_id=123' });

  const { extra, message } = scrubbed(event, rules);

  expect({ extra, message }).toEqual({
    extra: { TaxID: '[removed]', taxes: '9' },
    message: 'tax_id=[removed]',
  });
});

describe('an error loses its secrets', () => {
  const SECRET = 'geheim';
  const event = anError({
    message: `login failed, password=${SECRET}`,
    template: `password=${SECRET}`,
    transaction: `/login?token=${SECRET}`,
    fingerprint: [`token=${SECRET}`],
    tags: { token: SECRET },
    extra: { form: `{"user": {"password": "${SECRET}"}}`, AUTH: SECRET },
    contexts: { login: `secret: ${SECRET}` },
    chain: [
      aRaised({
        value: `{'passwd': '${SECRET}'}`,
        frames: [
          aFrame({
            code: `password = "${SECRET}"`,
            before: [`client(api_key='${SECRET}')`],
            after: [`  token: '${SECRET}',`],
            vars: { password: SECRET, form: `{"pin": "${SECRET}"}`, self: '<Form>' },
          }),
        ],
      }),
    ],
    request: {
      method: 'POST',
      url: `https://jane:${SECRET}@shop.example.com/`,
      query: `sid=${SECRET}`,
      headers: {
        Cookie: SECRET,
        Authorization: SECRET,
        'X-Api-Key': SECRET,
        'X-CSRFToken': SECRET,
        'X-Forwarded-For': '203.0.113.9, 2001:db8:1:2::3',
      },
      data: `password=${SECRET}`,
    },
    breadcrumbs: [
      {
        at: null,
        category: 'http',
        level: 'info',
        message: `token=${SECRET}`,
        data: { url: `/?token=${SECRET}`, secret: SECRET },
      },
    ],
  });

  it('wherever they stand', () => {
    expect(JSON.stringify(scrubbed(event, SCRUB_ALL))).not.toContain(SECRET);
  });

  it('and no variable, header or code that is none', () => {
    const { chain, request } = scrubbed(event, SCRUB_ALL);

    const [frame] = chain[0]?.frames ?? [];
    expect(frame?.vars['self']).toBe('<Form>');
    expect(request?.headers['X-Forwarded-For']).toBe('203.0.113.0, 2001:db8:1::');
  });

  it('again without any change', () => {
    const once = scrubbed(event, SCRUB_ALL);

    expect(scrubbed(once, SCRUB_ALL)).toEqual(once);
  });
});

it('code keeps what only reads a secret', () => {
  const code = ['password = form["password"]', 'if token == None:', 'login(password=password)'];
  const event = anError({
    chain: [aRaised({ frames: code.map((each) => aFrame({ code: each })) })],
  });

  expect(scrubbed(event, SCRUB_ALL)).toEqual(event);
});

describe('a user', () => {
  const nobody = { id: '', email: '', name: '', ip: '' };
  const MADE = expect.stringMatching(/^anonymous-[0-9a-f]{12}$/);
  const KEPT = { ...SCRUB_ALL, keepIp: true, keepEmail: true };

  it.each<readonly [string, object, object]>([
    [
      'keeps an id and a name',
      { id: '7', name: 'jane', email: 'jane@example.com', ip: '203.0.113.9' },
      { id: '7', name: 'jane', email: 'j…@example.com', ip: '203.0.113.0' },
    ],
    [
      'has an id made of an address of e-mail',
      { email: 'a@b.example' },
      { id: MADE, email: 'a…@b.example' },
    ],
    ['has an id made of an IP address', { ip: '203.0.113.9' }, { id: MADE, ip: '203.0.113.0' }],
    ['has an id made of one that is an address of e-mail', { id: 'a@b.example' }, { id: MADE }],
    [
      'keeps a name as what tells it from others',
      { name: 'jane', ip: '::1' },
      { id: '', name: 'jane' },
    ],
  ])('%s', (_, given, expected) => {
    const { user } = scrubbed(anError({ user: { ...nobody, ...given } }), SCRUB_ALL);

    expect(user).toMatchObject(expected);
  });

  it('stays as it is, where that is allowed', () => {
    const user = { id: '', name: '', email: 'jane@example.com', ip: '203.0.113.9' };

    expect(scrubbed(anError({ user }), KEPT).user).toEqual(user);
  });

  it('is told from others after that as before', () => {
    const ids = ['a@x.example', 'b@x.example', 'a@x.example'].map(
      (email) => scrubbed(anError({ user: { ...nobody, email } }), SCRUB_ALL).user?.id,
    );

    expect(new Set(ids).size).toBe(2);
    expect(ids[2]).toBe(ids[0]);
  });
});

it('a value beside the name of a secret is never kept', () => {
  const name = fc.constantFrom('password', 'api_key', 'X-Auth-Token', 'clientSecret', 'passwd');
  const value = fc.stringMatching(/^[a-zA-Z0-9]{8,20}$/).map((text) => `Z9${text}`);
  const written = fc.constantFrom<(name: string, value: string) => string>(
    (key, text) => JSON.stringify({ a: 1, [key]: text }),
    (key, text) => JSON.stringify({ a: [{ [key]: [text, text] }] }),
    (key, text) => JSON.stringify(JSON.stringify({ [key]: text })),
    (key, text) => `{'a': '', '${key}': '${text}'}`,
    (key, text) => `a=1&${key}=${text}`,
    (key, text) => `${key}: ${text}`,
    (key, text) => `${key} => "${text}"`,
  );
  fc.assert(
    fc.property(name, value, written, (key, text, write) => {
      expect(scrubbedText(`before ${write(key, text)}`, SCRUB_ALL)).not.toContain(text);
    }),
  );
});

it('scrubbing takes a time that grows no faster than the text', () => {
  const odd = ['password=', "password='", 'password={', 'a:', '4 ', 'a@a.', 'http://a', 'Bearer '];
  for (const piece of odd) {
    const text = piece.repeat(100_000);
    // Quadratic time would be minutes.
    expect(scrubbedText(text, SCRUB_ALL).length).toBeLessThanOrEqual(text.length + 20);
  }
});
