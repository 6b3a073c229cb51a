import {
  type Answers,
  channelFault,
  channelOf,
  environmentsFault,
  httpAt,
  listOf,
  mentionFault,
  mentionOf,
  publicUrlFault,
  USUAL,
  type Wakes,
} from './answers.ts';
import type { Asker, Option } from './asker.ts';
import type { SlackMode } from './manifest.ts';
import { SENDERS } from './senders.ts';

/** Asks what was not given, with a good answer to each question ready. */
export async function askFor(given: Partial<Answers>, asker: Asker): Promise<Answers> {
  const channel = given.channel ?? channelOf(await asker.text(CHANNEL));
  const wakes = given.wakes ?? (await asker.choose(WAKE));
  const calls = await callsFor(wakes, given, asker);
  const mode = given.mode ?? (await modeFrom(asker));
  const sources = given.sources ?? (await asker.chooseSome(MONITORS, SENDER_OPTIONS));
  return { channel, wakes, ...calls, mode, sources };
}

/** Of no meaning where nobody is to be called. */
async function callsFor(
  wakes: Wakes,
  given: Partial<Answers>,
  asker: Asker,
): Promise<Pick<Answers, 'mention' | 'environments'>> {
  const isSilent = wakes === 'nothing';
  return {
    mention: given.mention ?? (isSilent ? USUAL.mention : mentionOf(await asker.text(MENTION))),
    environments:
      given.environments ??
      (isSilent ? USUAL.environments : listOf(await asker.text(ENVIRONMENTS))),
  };
}

const CHANNEL = {
  message: 'In which Slack channel do the cards of incidents go?',
  usual: USUAL.channel,
  fault: channelFault,
};

const WAKE = {
  message: 'What should call somebody? All else is shown in silence.',
  usual: USUAL.wakes,
  options: [
    { value: 'critical', label: 'critical alerts' },
    { value: 'error', label: 'critical alerts and errors' },
    { value: 'nothing', label: 'nothing, only show' },
  ] satisfies readonly Option<Wakes>[],
};

const MENTION = {
  message: 'Whom should they call? A user group such as @oncall, a person, or @here.',
  usual: USUAL.mention,
  fault: mentionFault,
};

const ENVIRONMENTS = {
  message: 'Which environments may wake people? Others stay quiet. (Label env; none may, too.)',
  usual: USUAL.environments.join(', '),
  fault: environmentsFault,
};

const MODE = {
  message: 'How does Slack reach Quell?',
  usual: 'socket' as const,
  options: [
    { value: 'socket', label: 'Socket Mode', hint: 'no public address needed' },
    { value: 'http', label: 'HTTP', hint: 'Slack sends to your https address' },
  ] satisfies readonly Option<SlackMode['kind']>[],
};

const PUBLIC_URL = {
  message: 'At which https address will Slack reach it?',
  usual: '',
  example: 'https://quell.example.com',
  fault: publicUrlFault,
};

async function modeFrom(asker: Asker): Promise<SlackMode> {
  const kind = await asker.choose<SlackMode['kind']>(MODE);
  return kind === 'socket' ? { kind } : httpAt(await asker.text(PUBLIC_URL));
}

const MONITORS = 'What will send alerts? Tab chooses, Enter goes on; none is fine too.';

const SENDER_OPTIONS = SENDERS.map(({ type, about }) => ({
  value: type,
  label: about.vendor,
}));
