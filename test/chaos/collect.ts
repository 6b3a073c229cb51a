import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { type Json, listOf, objectOf, textOrNull } from '../crash/errors/json.ts';
import type { Balancer } from './balancer.ts';
import { KEYS } from './bots.ts';
import type {
  Deletion,
  Post,
  SeenAlert,
  SeenEntry,
  SeenIncident,
  SeenMessage,
} from './evidence.ts';

/** What the API has at a path, whichever bot tells it. */
export async function read(balancer: Balancer, path: string): Promise<Json> {
  const answers = await balancer.untilAnswered({ method: 'GET', path, key: KEYS.api });
  const last = answers.at(-1);
  if (last?.tried.status !== 200) {
    throw new Error(`${path} answered ${last?.tried.status ?? 'nothing'}: ${last?.text ?? ''}`);
  }
  return objectOf(JSON.parse(last.text));
}

/** All incidents with their alerts and timelines, as the API shows them. */
export async function incidentsFrom(
  balancer: Balancer,
  sandbox: Sandbox,
): Promise<readonly SeenIncident[]> {
  const list = await read(balancer, '/api/v1/incidents?limit=1000');
  const found: SeenIncident[] = [];
  for (const { number } of listOf(list['incidents'])) {
    const path = `/api/v1/incidents/${String(number)}`;
    const incident = await read(balancer, path);
    const timeline = await read(balancer, `${path}/timeline?limit=1000`);
    const drawn = await drawing(sandbox, String(number));
    found.push({
      ...incidentFrom(incident),
      timeline: listOf(timeline['entries']).map(entryFrom),
      drawn,
    });
  }
  return found;
}

function incidentFrom(json: Json): Omit<SeenIncident, 'timeline' | 'drawn'> {
  const slack = objectOf(json['slack']);
  return {
    number: Number(json['number']),
    group: String(objectOf(json['labels'])['alertname']),
    ofError: json['error_group'] !== null,
    ignored: json['ignored'] === true,
    mergedInto: Number(objectOf(json['resolution'])['into'] ?? 0),
    status: String(json['status']),
    severity: String(json['severity']),
    muted: json['muted'] === true,
    withheld: textOrNull(json['withheld']),
    holder: textOrNull(json['assignee_name']) ?? textOrNull(json['acknowledged_by']),
    occurrences: Number(json['occurrence_count']),
    alertCount: Number(json['alert_count']),
    firingCount: Number(json['firing_count']),
    card: textOrNull(slack['ts']),
    alerts: listOf(json['alerts']).map(alertFrom),
  };
}

function alertFrom(json: Json): SeenAlert {
  return {
    id: String(objectOf(json['labels'])['id']),
    status: String(json['status']),
    occurrences: Number(json['occurrence_count']),
  };
}

function entryFrom(json: Json): SeenEntry {
  return {
    seq: Number(json['seq']),
    at: Date.parse(String(json['at'])),
    kind: String(json['kind']),
    reason: String(json['reason']),
    actor: String(objectOf(json['actor'])['type']),
    details: objectOf(json['details']),
  };
}

/** Asks for the card as `/incident show` draws it; null where nothing came. */
async function drawing(sandbox: Sandbox, number: string): Promise<SeenIncident['drawn']> {
  const person = sandbox.as('cara');
  const before = person.ephemeral().length;
  try {
    await person.command(`/incident show ${number}`);
    const [shown] = await sandbox.until(() => {
      const answers = person.ephemeral().slice(before);
      return answers.length > 0 ? answers : undefined;
    });
    return shown ? { text: shown.text, blocks: shown.blocks } : null;
  } catch {
    // Nobody answered in time: then there is nothing to compare with.
    return null;
  }
}

/** The bot's messages as they stand. */
export function messagesFrom(sandbox: Sandbox): readonly SeenMessage[] {
  return CHANNELS.flatMap((name) => {
    const channel = sandbox.channel(name);
    const all = channel.messages().flatMap((card) => [card, ...channel.thread(card.ts)]);
    return all
      .filter(({ user, isDeleted }) => user === sandbox.botUser && !isDeleted)
      .map(messageFrom);
  });
}

const CHANNELS = ['#alerts', '#incidents'] as const;

function messageFrom(message: MessageHandle): SeenMessage {
  const { channel, ts, text, buttons, blocks } = message;
  const thread = message.message.threadTs ?? null;
  return { channel, ts, thread, key: keyIn(message.metadata), text, buttons, blocks };
}

function keyIn(metadata: unknown): string {
  const key = objectOf(objectOf(parsed(metadata))['event_payload'])['key'];
  return typeof key === 'string' ? key : '';
}

/** Every post that was asked of Slack, and what became of it. */
export function postsFrom(
  { requests }: Sandbox,
  faults: ReadonlyMap<LoggedRequest, string>,
): readonly Post[] {
  return requests.of('chat.postMessage').map((entry) => {
    const body = objectOf(entry.body);
    const answer = objectOf(entry.answer);
    return {
      at: entry.at,
      channel: String(body['channel']),
      key: keyIn(body['metadata']),
      outcome: entry.outcome,
      fault: faults.get(entry) ?? null,
      ts: answer['ok'] === true ? String(answer['ts']) : null,
    };
  });
}

/** Every message that was deleted. */
export function deletionsFrom({ requests }: Sandbox): readonly Deletion[] {
  return requests
    .of('chat.delete')
    .filter(({ outcome }) => outcome === 'ok')
    .map(({ at, body }) => ({ at, ts: String(objectOf(body)['ts']) }));
}

/** What Slack's own limits refused, by method. */
export function limitedIn(
  { requests }: Sandbox,
  faults: ReadonlyMap<LoggedRequest, string>,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const entry of requests.all) {
    if (entry.outcome !== '429' || faults.has(entry)) continue;
    counts[entry.name] = (counts[entry.name] ?? 0) + 1;
  }
  return counts;
}

/** When something that people wrote was handed on to the bots for the last time. */
export function handedOn({ requests }: Sandbox, text: string): number | null {
  const found = requests.all.findLast(
    ({ direction, body }) => direction === 'from-slack' && JSON.stringify(body).includes(text),
  );
  return found?.at ?? null;
}

/** When people pressed or typed something. */
export function pressesFrom({ requests }: Sandbox): readonly number[] {
  return requests.all.filter(({ direction }) => direction === 'from-slack').map(({ at }) => at);
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? JSON.parse(value) : value;
}
