import { type Fields, fieldsOf, textAt } from '../../http/json-fields.ts';
import { BotFault } from './bot-fault.ts';
import { call, open } from './call.ts';

/** A bot whose REST API may be asked. */
export interface BotApi {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apiToken: string | null;
}

/** What the REST API answers; throws `BotFault` with its words where it refuses. */
export async function ask(path: string, bot: BotApi): Promise<Fields> {
  const { status, body } = await call(`${bot.url}${path}`, { headers: headersOf(bot) });
  if (status === 200) return fieldsOf(body);
  throw refusal(status, body, `${bot.url}${path}`);
}

/** The same for an answer that is long: as it comes in. */
export async function askForLines(path: string, bot: BotApi): Promise<AsyncIterable<Uint8Array>> {
  const accept = 'application/x-ndjson';
  const response = await open(`${bot.url}${path}`, { headers: { ...headersOf(bot), accept } });
  if (response.status === 200 && response.body) return response.body;
  // What is no JSON has no words for people.
  const body: unknown = await response.json().catch(() => undefined);
  throw refusal(response.status, body, `${bot.url}${path}`);
}

function headersOf({ apiToken }: BotApi): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${apiToken}` };
}

function refusal(status: number, body: unknown, address: string): BotFault {
  if (status === 401) return new BotFault('QUELL_API_TOKEN is not the API token of this bot.');
  const said = textAt(fieldsOf(fieldsOf(body)['error']), 'message');
  const [shown] = address.split('?');
  return new BotFault(said || `${shown} answered ${status}.`);
}
