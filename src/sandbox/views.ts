import { randomBytes } from 'node:crypto';
import { completed } from './block-ids.ts';
import { isObject, items, type Json } from './block-kit/checks.ts';
import { faultsOfView } from './block-kit/index.ts';
import { stateValues } from './element-state.ts';
import type { View } from './model.ts';
import { randomId } from './options.ts';
import { Refusal, refusalWith } from './refusal.ts';
import type { Cause } from './triggers.ts';
import type { Workspace } from './workspace.ts';

/** The modals and App Homes that people have open. */
export interface Views {
  /** The stack of a person's open modals, the visible one last. */
  readonly stacks: Map<string, View[]>;
  readonly homes: Map<string, View>;
  /** Block types that this workspace refuses, as older plans of Slack do. */
  readonly refused: Set<string>;
}

const MOST_ON_A_STACK = 3;

/** Nothing open yet. */
export function createViews(): Views {
  return { stacks: new Map(), homes: new Map(), refused: new Set() };
}

/** Refuses a view that Slack would refuse. */
export function checkedView(views: Views, view: unknown, type: 'modal' | 'home'): Json {
  const faults = faultsOfView(view, views.refused);
  if (faults.length > 0) throw refusalWith('invalid_arguments', faults);
  if (!isObject(view) || view['type'] !== type) {
    throw refusalWith('invalid_arguments', [`must be of type ${type} [json-pointer:/view/type]`]);
  }
  return { ...view, blocks: completed(items(view, 'blocks')) };
}

/** Opens a modal in place of whatever the person had open. */
export function openModal(views: Views, { user, tab }: Cause, definition: Json): View {
  needFreeExternalId(views, definition);
  const view = newView(user, definition, tab === undefined ? {} : { tab });
  views.stacks.set(user, [view]);
  return view;
}

/** Puts a modal on top of the open ones. */
export function pushModal(views: Views, owner: string, definition: Json): View {
  const stack = views.stacks.get(owner) ?? [];
  const below = stack.at(-1);
  if (!below) throw new Refusal('not_found');
  if (stack.length >= MOST_ON_A_STACK) throw new Refusal('push_limit_reached');
  needFreeExternalId(views, definition);
  const { tab } = below;
  const view = newView(owner, definition, {
    rootId: below.rootId,
    previousId: below.id,
    ...(tab === undefined ? {} : { tab }),
  });
  stack.push(view);
  return view;
}

/** Shows this as the person's App Home. */
export function publishHome(views: Views, owner: string, definition: Json): View {
  const shown = views.homes.get(owner);
  if (shown) return replaceView(shown, definition);
  const view = newView(owner, definition);
  views.homes.set(owner, view);
  return view;
}

/** Replaces what a view shows; values stay where block and action keep their ids. */
export function replaceView(view: View, definition: Json): View {
  view.definition = definition;
  view.hash = newHash();
  view.errors = {};
  return view;
}

/** Ends a modal, and those above it. */
export function closeModal(views: Views, view: View): void {
  const stack = views.stacks.get(view.owner) ?? [];
  const index = stack.indexOf(view);
  if (index >= 0) stack.splice(index);
}

/** The open view with this id. */
export function findView(views: Views, id: string): View | undefined {
  return allViews(views).find((view) => view.id === id);
}

/** The open view that the bot gave this id of its own. */
export function findExternal(views: Views, externalId: string): View | undefined {
  return allViews(views).find((view) => view.definition['external_id'] === externalId);
}

/** The blocks of a view. */
export function blocksOf(view: View): readonly Json[] {
  return items(view.definition, 'blocks').filter(isObject);
}

/** Slack's JSON of a view. */
export function viewJson(workspace: Workspace, view: View): Json {
  const given = view.definition;
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: given['type'],
    title: given['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    close: given['close'] ?? null,
    submit: given['submit'] ?? null,
    blocks: blocksOf(view),
    private_metadata: given['private_metadata'] ?? '',
    callback_id: given['callback_id'] ?? '',
    external_id: given['external_id'] ?? '',
    state: { values: stateValues(blocksOf(view), view.values) },
    hash: view.hash,
    clear_on_close: given['clear_on_close'] ?? false,
    notify_on_close: given['notify_on_close'] ?? false,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: workspace.app.id,
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.app.botId,
  };
}

type Place = Partial<Pick<View, 'rootId' | 'previousId' | 'tab'>>;

function newView(owner: string, definition: Json, place: Place = {}): View {
  const id = randomId('V');
  return {
    id,
    owner,
    rootId: id,
    previousId: null,
    ...place,
    definition,
    hash: newHash(),
    values: {},
    errors: {},
  };
}

function needFreeExternalId(views: Views, definition: Json): void {
  const id = definition['external_id'];
  if (typeof id === 'string' && id !== '' && findExternal(views, id)) {
    throw new Refusal('duplicate_external_id');
  }
}

function allViews(views: Views): readonly View[] {
  return [...[...views.stacks.values()].flat(), ...views.homes.values()];
}

function newHash(): string {
  return `${Math.floor(Date.now() / 1000)}.${randomBytes(6).toString('base64url')}`;
}
