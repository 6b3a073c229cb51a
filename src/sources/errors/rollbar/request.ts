import type { ErrorRequest } from '../../../domain/error-event.ts';
import type { Reading } from '../../shared/reading.ts';
import { BOUNDS } from '../bounds.ts';
import { shown, textsIn } from '../texts.ts';

/** The request of an item; null: there was none. */
export function requestOf(data: Reading): ErrorRequest | null {
  const { text, at, fields } = data;
  if (Object.keys(fields('request')).length === 0) return null;
  const [url = '', query = ''] = text('request.url').split('?', 2);
  return {
    method: text('request.method'),
    url,
    query: text('request.query_string').replace(/^\?/, '') || query || pairsOf(at('request.GET')),
    headers: textsIn(at('request.headers'), BOUNDS.headers),
    data: bodyIn(at),
  };
}

/** What was sent: Ruby's notifier has it among the parameters. */
function bodyIn(at: Reading['at']): string {
  const texts = ['body', 'POST', 'params'].map((name) => shown(at(`request.${name}`), BOUNDS.body));
  return texts.find((text) => text !== '' && text !== '{}') ?? '';
}

function pairsOf(parameters: unknown): string {
  const pairs = Object.entries(textsIn(parameters, BOUNDS.data));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}
