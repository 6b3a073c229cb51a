import type { ErrorRequest } from '../../../domain/error-event.ts';
import { type Fields, fieldOf } from '../../fields.ts';
import { BOUNDS } from '../bounds.ts';
import { shown, textAt, textIn, textsIn } from '../texts.ts';
import { pairsIn } from './shapes.ts';

/** The request during which it happened; null where there was none. Cookies and the server's environment are left out. */
export function requestIn(request: Fields): ErrorRequest | null {
  const [url = '', ...query] = textAt(request, 'url', BOUNDS.url).split('?');
  const found = {
    method: textAt(request, 'method', 20),
    url,
    query: queryIn(fieldOf(request, 'query_string')) || query.join('?'),
    headers: textsIn(pairsIn(fieldOf(request, 'headers')), BOUNDS.headers),
    data: shown(fieldOf(request, 'data'), BOUNDS.body),
  };
  const isEmpty = found.method === '' && url === '' && Object.keys(found.headers).length === 0;
  return isEmpty && found.data === '' ? null : found;
}

/** A text, an object or a list of pairs. */
function queryIn(value: unknown): string {
  if (typeof value === 'string') return textIn(value, BOUNDS.url).replace(/^\?/, '');
  const pairs = Object.entries(textsIn(pairsIn(value), BOUNDS.headers));
  return pairs.map(([name, text]) => `${name}=${text}`).join('&');
}
