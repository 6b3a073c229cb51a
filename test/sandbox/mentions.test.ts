import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { connect, type Line } from './support/line.ts';

let sandbox: Sandbox;
let line: Line;

beforeAll(async () => {
  sandbox = await startSandbox({
    app: { events: ['message.channels'] },
    seed: {
      people: [
        { name: 'bob', realName: 'Bob Ortiz', tz: 'America/New_York' },
        { name: 'bobby', realName: 'Bobby Lee', tz: 'Europe/London' },
      ],
      userGroups: [{ handle: 'leads', name: 'Leads', people: ['bob'] }],
    },
  });
  line = await connect(sandbox);
});
afterAll(async () => {
  line.close();
  await sandbox.close();
});

const idOf = (person: string) => sandbox.as(person).id;

describe('a name that somebody writes', () => {
  it.each([
    ['a handle', 'assign 2 @bob', () => `assign 2 <@${idOf('bob')}|bob>`],
    ['the name over their messages', 'assign 2 @Bob Ortiz', () => `assign 2 <@${idOf('bob')}|bob>`],
    ['in small letters', 'assign 2 @bob ortiz', () => `assign 2 <@${idOf('bob')}|bob>`],
    ['a longer handle', 'assign 2 @bobby', () => `assign 2 <@${idOf('bobby')}|bobby>`],
    ['with words behind it', 'note 2 @Bob Ortiz, look', () => `note 2 <@${idOf('bob')}|bob>, look`],
    ['at the end of a sentence', 'note 2 ask @bob.', () => `note 2 ask <@${idOf('bob')}|bob>.`],
    ['of nobody', 'assign 2 @bobo', () => 'assign 2 @bobo'],
    ['in an address', 'note 2 bob@bob.example', () => 'note 2 bob@bob.example'],
  ])('%s is what Slack makes of it in a command', async (_, words, expected) => {
    await sandbox.as('bob').command(`/incident ${words}`);

    expect(line.last('text')).toBe(expected());
  });

  it('is a mention in a message, too', async () => {
    await sandbox.as('bobby').say('#alerts', 'thanks @Bob Ortiz');

    expect(sandbox.channel('#alerts').messages().at(-1)?.text).toBe(`thanks <@${idOf('bob')}>`);
  });
});

describe('a web address that somebody writes', () => {
  it.each([
    ['alone', 'https://example.com/a?b=c', '<https://example.com/a?b=c>'],
    ['at the end of a sentence', 'see https://example.com/a.', 'see <https://example.com/a>.'],
    ['in brackets', '(http://example.com/a)', '(<http://example.com/a>)'],
    ['within a word', 'xhttps://example.com', 'xhttps://example.com'],
  ])('%s is what Slack makes of it in a message', async (_, words, expected) => {
    await sandbox.as('bobby').say('#alerts', words);

    expect(sandbox.channel('#alerts').messages().at(-1)?.text).toBe(expected);
  });

  it('is a link in its blocks', async () => {
    await sandbox.as('bobby').say('#alerts', 'see https://example.com/a, now');

    expect(sandbox.channel('#alerts').messages().at(-1)?.blocks).toMatchObject([
      {
        elements: [
          {
            elements: [
              { type: 'text', text: 'see ' },
              { type: 'link', url: 'https://example.com/a' },
              { type: 'text', text: ', now' },
            ],
          },
        ],
      },
    ]);
  });
});
