import type { ErrorUser } from '../../../domain/error-event.ts';
import type { Fields } from '../../fields.ts';
import { BOUNDS } from '../bounds.ts';
import { textAt } from '../texts.ts';

/** Whom it struck; null where nothing is known of them. */
export function userIn(user: Fields): ErrorUser | null {
  const word = (name: string) => textAt(user, name, BOUNDS.word);
  const ip = word('ip_address');
  const found = {
    id: word('id'),
    email: word('email'),
    name: word('username') || word('name'),
    // SDKs for browsers ask for the sender's address so.
    ip: ip === '{{auto}}' ? '' : ip,
  };
  return Object.values(found).some((text) => text !== '') ? found : null;
}
