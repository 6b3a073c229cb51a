import { isObject, type Json } from '../block-kit/checks.ts';
import { stateValues } from '../element-state.ts';
import type { View } from '../model.ts';
import type { Slack } from '../slack.ts';
import { blocksOf, checkedView, closeModal, pushModal, replaceView, viewJson } from '../views.ts';
import { inputFaults } from './input-faults.ts';
import { ActionFailed, baseOf, orFail, tell } from './telling.ts';

/** Somebody presses the submit button of a modal; faults of the input are then in `view.errors`. */
export async function submitView(slack: Slack, view: View): Promise<void> {
  view.errors = inputFaults(blocksOf(view), stateValues(blocksOf(view), view.values));
  slack.workspace.bell.ring();
  if (Object.keys(view.errors).length > 0) return;
  const payload = {
    type: 'view_submission',
    ...baseOf(slack, view.owner),
    trigger_id: slack.triggers.issue(view.owner),
    view: viewJson(slack.workspace, view),
    response_urls: [],
  };
  const answer = await tell(slack, {
    type: 'interactive',
    name: nameOf('submission', view),
    payload,
  });
  orFail('Slack refuses what the bot answered', () =>
    react(slack, view, isObject(answer) ? answer : {}),
  );
  slack.workspace.bell.ring();
}

/** Somebody closes a modal without submitting it. */
export async function closeView(slack: Slack, view: View): Promise<void> {
  const clears = view.definition['clear_on_close'] === true;
  const stack = slack.views.stacks.get(view.owner) ?? [];
  if (clears) slack.views.stacks.set(view.owner, []);
  else closeModal(slack.views, view);
  slack.workspace.bell.ring();
  if (view.definition['notify_on_close'] !== true) return;
  const payload = {
    type: 'view_closed',
    ...baseOf(slack, view.owner),
    view: viewJson(slack.workspace, view),
    is_cleared: clears && stack.length > 1,
  };
  await tell(slack, { type: 'interactive', name: nameOf('closed', view), payload });
}

function react(slack: Slack, view: View, answer: Json): void {
  const action = answer['response_action'];
  switch (action) {
    case undefined:
      closeModal(slack.views, view);
      break;
    case 'clear':
      slack.views.stacks.set(view.owner, []);
      break;
    case 'errors':
      showErrors(view, answer['errors']);
      break;
    case 'update':
      replaceView(view, checkedView(slack.views, answer['view'], 'modal'));
      break;
    case 'push':
      pushModal(slack.views, view.owner, checkedView(slack.views, answer['view'], 'modal'));
      break;
    default:
      throw new ActionFailed(`The bot answered with the unknown response_action ${action}.`);
  }
}

function showErrors(view: View, errors: unknown): void {
  const given = isObject(errors) ? Object.entries(errors) : [];
  const inputs = blocksOf(view).filter((block) => block['type'] === 'input');
  const known = new Set(inputs.map((block) => block['block_id']));
  const stray = given.filter(([blockId]) => !known.has(blockId)).map(([blockId]) => blockId);
  if (given.length === 0 || stray.length > 0) {
    throw new ActionFailed(
      `The bot answered with errors for no input of this modal: ${stray.join(', ')}`,
    );
  }
  view.errors = Object.fromEntries(given.map(([blockId, error]) => [blockId, String(error)]));
}

function nameOf(kind: string, view: View): string {
  return `view_${kind} ${String(view.definition['callback_id'] ?? '')}`.trim();
}
