import { envelopeOf, envelopePath, type Happening } from '../crash/errors/bugs.ts';
import type { Sending } from '../crash/errors/client.ts';
import type { AskApi } from '../crash/errors/triage.ts';
import type { Balancer } from './balancer.ts';
import { KEYS } from './bots.ts';

/** Sends an event to one bot after the other until one takes it. */
export function sendVia(balancer: Balancer): (happening: Happening) => Promise<Sending> {
  return async (happening) => {
    const answers = await balancer.untilAnswered({
      method: 'POST',
      path: envelopePath(happening, KEYS.ingest),
      // The key stands in the path.
      key: '',
      text: envelopeOf(happening, Date.now()),
    });
    const statuses = answers.map(({ tried }) => tried.status);
    const last = answers.at(-1);
    const status = last?.tried.status ?? null;
    const answered = status === 200;
    const isRefused = !answered && status !== null && status < 500;
    return {
      tries: statuses.filter((each) => each === null || each < 400 || each >= 500).length,
      answered,
      refused: isRefused ? `${status} ${last?.text.slice(0, 200) ?? ''}` : null,
    };
  };
}

/** Asks the API of one bot, once. */
export function askVia(balancer: Balancer): AskApi {
  return async (method, path, body) => {
    const { tried, text } = await balancer.once({ method, path, key: KEYS.api, body });
    return { status: tried.status, text };
  };
}
