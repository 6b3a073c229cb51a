import { isObject, items, type Json } from '../block-kit/checks.ts';
import type { Slack } from '../slack.ts';
import { placedIn, type Target, type Use, where } from './block-actions.ts';
import { ActionFailed, baseOf, tell } from './telling.ts';

/** Options as the bot offers them, in groups or not. */
export interface Suggestions {
  readonly options: readonly Json[];
  readonly option_groups: readonly Json[];
}

/** The options that the bot offers for what somebody typed into an external menu. */
export async function suggest(
  slack: Slack,
  user: string,
  target: Target,
  asked: Pick<Use, 'blockId' | 'actionId'> & { readonly text: string },
): Promise<Suggestions> {
  const { element } = placedIn(target, asked);
  if (asked.text.length < Number(element['min_query_length'] ?? 3))
    return { options: [], option_groups: [] };
  const { response_url: _unused, state: _state, ...place } = where(slack, user, target);
  const payload = {
    type: 'block_suggestion',
    ...baseOf(slack, user),
    ...place,
    action_id: asked.actionId,
    block_id: asked.blockId,
    value: asked.text,
  };
  const name = `block_suggestion ${asked.actionId}`;
  const answer = await tell(slack, { type: 'interactive', name, payload });
  if (!isObject(answer)) throw new ActionFailed('The bot offered no options.');
  const option_groups = items(answer, 'option_groups').filter(isObject);
  return { options: items(answer, 'options').filter(isObject), option_groups };
}
