import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/decision.ts';
import { hours, plus } from '../../src/domain/time.ts';
import { actions } from '../../src/slack/actions/index.ts';
import type { Asker } from '../../src/slack/asker.ts';
import {
  keyOfGroup,
  readMerge,
  readMute,
  readNew,
  refusalAnswer,
} from '../../src/slack/blocks/index.ts';
import { subcommands } from '../../src/slack/commands/index.ts';
import { readMute as readMuteWords } from '../../src/slack/commands/read-mute.ts';
import { connectionFault } from '../../src/slack/connection-fault.ts';
import type { Desk } from '../../src/slack/desk.ts';
import { eventsOf } from '../../src/slack/error-listing.ts';
import { incidentOf } from '../../src/slack/views/view.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import { blankIncident } from '../report/incidents.ts';
import { put, save } from '../support/saving.ts';
import { surface, theIncident } from './blocks/models.ts';

const { now } = surface;

const choice = (value: string) => ({
  value: {
    type: 'field',
    selected_option: { text: { type: 'plain_text' as const, text: value }, value },
  },
});
const typed = (value: string) => ({ value: { type: 'field', value } });

describe('a modal says at the field what is missing', () => {
  const silence = { scope: choice('match'), duration: choice('1h'), reason: typed('backup') };

  it.each<[string, () => unknown, object]>([
    ['how bad', () => readNew({ title: typed('x') }), { severity: 'Choose how bad it is.' }],
    ['which incident', () => readMerge({}), { into: 'Choose an incident.' }],
    ['how long', () => readMute({}, now), { duration: 'Choose for how long.' }],
    [
      'until when',
      () => readMute({ duration: choice('date') }, now),
      { duration: 'Choose a date and a time.' },
    ],
    [
      'how long, of a day that there is not',
      () => readMute({ duration: choice('tomorrow@soon') }, now),
      { duration: 'Choose for how long.' },
    ],
    [
      'which morning',
      () => readMute({ duration: choice('tomorrow') }, now),
      { duration: 'Choose for how long.' },
    ],
    [
      'why it is for a day',
      () => readMute({ duration: choice('1d') }, now),
      { reason: 'Say why: it is for more than 4 hours.' },
    ],
    [
      'a time that comes',
      () => readMute({ duration: choice(`tomorrow@${now / 1_000}`) }, now),
      { duration: 'This time has passed. Choose a later one.' },
    ],
    [
      'an end of a silence',
      () => readMute({ ...silence, duration: choice('resolved') }, now),
      { duration: 'A silence ends at a time of its own. Choose another end.' },
    ],
    [
      'why there is a silence',
      () => readMute({ ...silence, reason: typed('') }, now),
      { reason: 'Say why: a silence hides alerts from everybody.' },
    ],
    [
      'what a silence is to hide',
      () => readMute({ ...silence, matchers: typed('a=~".*"') }, now),
      { matchers: 'This would hide every alert. Name a label with a value.' },
    ],
  ])('%s', (_, read, errors) => {
    expect(read()).toEqual({ errors });
  });
});

const asker: Asker = {
  userId: 'U1',
  actor: async () => ({ type: 'person', id: 'U1', name: 'Ann' }),
  tell: async () => {},
  retell: async () => {},
  open: async () => {},
};

describe('a command says what it could not read', () => {
  /** What it answers before it has done anything. */
  async function answer(name: string, words: string): Promise<string | undefined> {
    const store = memoryStore();
    for (const id of ['3f2a91c4', '3f2b0000']) {
      await save(store, put.silence({ id, startsAt: now, endsAt: plus(now, hours(1)) }));
    }
    // What these commands use before they are carried out.
    const desk = { store, clock: { now: () => now, newId: () => 'id' } } as unknown as Desk;
    const command = subcommands.find((each) => each.name === name);
    return (await command?.run({ asker, words, here: null }, desk))?.text;
  }

  it.each([
    ['ack', '', 'Which incident? Write it as 12, #12 or INC-12. For example: /incident ack 12'],
    ['ack', 'x', '“x” is not the number of an incident. Write it as 12, #12 or INC-12.'],
    ['ack', '12 now', '“now” does not belong here, so nothing was done.'],
    ['merge', '12', 'Into which incident? Write its number behind “into”.'],
    ['severity', '12', 'The severity is missing. Write critical, error, warning or info.'],
    ['assign', '12 bob', '“bob” is nobody in this workspace. Choose a name from the list that'],
    [
      'assign',
      '12',
      'Who takes it? Choose a name from the list that Slack offers after @, or write',
    ],
    ['note', '12', 'A note needs some text. For example: '],
    ['stats', 'often', '“often” is not a duration. Write how many days. For example: '],
    ['stats', '400d', 'At most 90 days are looked at.'],
    ['silence', 'service=db', 'For how long? For example: /incident silence'],
    [
      'silence',
      'service=~".*" 2h',
      'A silence for everything would hide every alert, so it is refused. Name at least one label',
    ],
    ['silence', '2h', 'There is no matcher. Write label="value". For example: /incident silence'],
    ['unsilence', '', 'Which silence? /incident silences shows their ids.'],
    ['unsilence', 'ff', 'No silence in force has the id “ff”. /incident silences shows them.'],
    ['unsilence', '3f2', '2 silences have ids that begin with “3f2”. /incident silences shows'],
  ])('/incident %s %s', async (name, words, sentence) => {
    expect(await answer(name, words)).toContain(sentence);
  });

  it.each([
    ['until deploy', 'It names no service, so that no deploy can end the mute. Write another end.'],
    ['until 1x', 'The rate must grow: write 2x, 3x or more.'],
  ])('mute %s', (words, sentence) => {
    const context = { now, timezone: 'UTC', incident: blankIncident({ labels: {} }) };

    expect(readMuteWords(words, context)).toEqual({ misread: 'sentence', sentence });
  });
});

describe('a button says that there is nothing left to do', () => {
  /** What pressing one comes to, with this kept; nothing that is asked of the engine can be done. */
  async function pressed(id: string, value: string, ...kept: readonly Change[]) {
    const told: string[] = [];
    const tell: Asker['tell'] = async ({ text }) => void told.push(text);
    const store = memoryStore();
    await save(store, ...kept);
    // What is looked at before anything is done.
    const desk = {
      store,
      clock: { now: () => now },
      act: async () => ({ type: 'refused', refusal: 'silence-expired', incident: null }),
    } as unknown as Desk;
    const action = actions.find((each) => each.id === id);
    await action?.run({ asker: { ...asker, tell, retell: tell }, value, view: null }, desk);
    return told;
  }

  it.each(['silence.extend', 'silence.end'])('%s', async (id) => {
    expect(await pressed(id, '7')).toEqual(['This silence is over, and not kept any more.']);
  });

  const old = put.silence({
    id: '7',
    startsAt: plus(now, hours(-2)),
    endsAt: plus(now, hours(-1)),
  });
  const inForce = put.silence({ id: '7', startsAt: now, endsAt: plus(now, hours(1)) });
  const label = { name: 'pod', value: 'a' };
  const group = { title: 'DiskFull', count: 1, label };
  const disk = `storm-1:${keyOfGroup(group)}`;

  it.each<[string, string, readonly Change[], string]>([
    ['silence.extend', '7', [old], 'This silence is over already. A new one:'],
    ['silence.end', '7', [inForce], 'That silence was over already.'],
    ['storm.all', '7', [], 'This storm is over, and not kept any more.'],
    ['storm.more', '7:50', [], 'This storm is over, and not kept any more.'],
    ['storm.mute', '7:x', [], 'This storm is over, and not kept any more.'],
    [
      'storm.mute',
      disk,
      [put.storm({ groups: [group] })],
      'None of DiskFull is open any more. What comes later is silenced by',
    ],
    ['report.open', '7', [], 'This report is not kept any more. A new one:'],
    [
      'report.stop',
      '7',
      [],
      'Quell changes no configuration by itself. This line in quell.yml stops the weekly report:',
    ],
  ])('%s of %s', async (id, value, kept, sentence) => {
    const [told] = await pressed(id, value, ...kept);

    expect(told).toContain(sentence);
  });

  it('errors.events', async () => {
    const store = memoryStore();
    await save(store, put.incident({ number: 7 }));

    const { text } = await eventsOf({ store } as unknown as Desk, 7, null);

    expect(text).toContain('INC-7 comes from a monitor or a person, so it has no events.');
  });
});

describe('a value that no message or modal of ours has is a fault', () => {
  it.each([
    ['incident.mute', 'x', 'The value "x" names no incident.'],
    ['incident.more', '1:dance', '"dance" is no choice of this select.'],
    ['incident.more', '1:severity:odd', '"odd" is no severity.'],
    ['incident.mute', '1:soon', '"soon" is no time to mute for.'],
  ])('%s with %s', async (id, value, sentence) => {
    // It is found before anything is done.
    const desk = { clock: { now: () => now, newId: () => 'id' } } as unknown as Desk;
    const action = actions.find((each) => each.id === id);

    await expect(action?.run({ asker, value, view: null }, desk)).rejects.toThrow(sentence);
  });

  it('in a modal', () => {
    const modal = { callback_id: 'incident.fix', private_metadata: '' };

    expect(() => incidentOf(modal)).toThrow('The modal incident.fix names no incident.');
  });
});

describe('a refusal of a command', () => {
  it.each([
    ['unknown-silence', 'INC-12 has no such silence. Nothing changed.'],
    ['silence-expired', 'INC-12 has no such silence any more. Nothing changed.'],
    [
      'not-an-error',
      'INC-12 comes from a monitor or a person. Only errors that a program reported can be ignored, merged or split. Nothing changed.',
    ],
    ['unknown-incident', 'INC-12 is not there. Nothing changed.'],
    ['not-acknowledged', 'INC-12 is with nobody. Nothing changed.'],
    ['not-muted', 'INC-12 is not muted. Nothing changed.'],
    ['already-resolved', 'INC-12 is resolved already. Nothing changed.'],
    [
      'no-release',
      'INC-12 names no release, so that no next one can be told from it. Resolve alone works. Nothing',
    ],
    [
      'not-merged',
      'INC-12 has no errors of others, so there is nothing to split. Nothing changed.',
    ],
    ['already-assigned', 'INC-12 is for nobody in particular already. Nothing changed.'],
    ['same-incident', 'INC-12 cannot be merged into itself. Nothing changed.'],
    ['unknown-target', 'INC-12 was not merged: there is no incident of that number.'],
  ] as const)('says what is the case: %s', (refusal, sentence) => {
    expect(refusalAnswer(theIncident({ assignee: null }), refusal, now).text).toContain(sentence);
  });
});

it('a refusal names in bold whom an incident is for', () => {
  const incident = theIncident({ assignee: { id: 'U2', name: 'Bob' } });

  expect(JSON.stringify(refusalAnswer(incident, 'already-assigned', now).blocks)).toContain(
    'INC-12 is for *Bob* already. Nothing changed.',
  );
});

describe('why there is no connection to Slack', () => {
  const platform = (error: string) =>
    new WebAPIPlatformError({ ok: false, error, response_metadata: {} });
  const system = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['nothing was said', undefined, 'Slack closed the connection before it began.'],
    [
      'the token is wrong',
      platform('invalid_auth'),
      "Slack refuses SLACK_APP_TOKEN (invalid_auth). It is made in the app's settings under App-Level Tokens, with the scope connections:write; set it and start again.",
    ],
    ['there were too many', new WebAPIRateLimitedError(7), 'Slack asks to wait before connecting'],
    [
      'nobody listens',
      system('ECONNREFUSED'),
      'Slack cannot be reached (ECONNREFUSED). Check the network, and SLACK_API_URL where it is set.',
    ],
    ['it breaks off', system('ECONNRESET'), 'Slack did not answer (ECONNRESET).'],
    [
      'it is off',
      platform('not_allowed'),
      "Slack refuses the connection (not_allowed). Check that Socket Mode is on in the app's settings.",
    ],
  ])('is a sentence that says what to do: %s', (_, error, sentence) => {
    expect(connectionFault(error, 'SLACK_APP_TOKEN')).toContain(sentence);
  });

  it('says where the bot token stands', () => {
    expect(connectionFault(platform('invalid_auth'), 'SLACK_BOT_TOKEN')).toContain(
      "It stands in the app's settings under Install App, as Bot User OAuth Token; set it and",
    );
  });

  it('names the scope that the token lacks, and how it gets it', () => {
    const lacking = (needed: string) => {
      const answer = { ok: false as const, error: 'missing_scope', response_metadata: {}, needed };
      return new WebAPIPlatformError(answer);
    };

    expect(connectionFault(lacking('chat:write'), 'SLACK_BOT_TOKEN')).toBe(
      "SLACK_BOT_TOKEN lacks the scope chat:write. Reinstall the app with manifest.yml: paste it under App Manifest in the app's settings and save, then Install App → Reinstall.",
    );
    expect(connectionFault(lacking('connections:write'), 'SLACK_APP_TOKEN')).toBe(
      "SLACK_APP_TOKEN lacks the scope connections:write. It is made in the app's settings under App-Level Tokens, with the scope connections:write: make another one, set it and start again.",
    );
  });
});
