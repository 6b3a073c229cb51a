import { asRecord, asRecords, asText, asTexts, type Json, wordsOf } from '../json.ts';
import type { Choice } from '../menu.ts';
import type { Page } from '../page.ts';
import { channelTitle, userName } from '../people.ts';
import { heldValue, type Part } from '../scene.ts';

type Offer = 'option' | 'user' | 'conversation' | 'channel';

/** What a select offers, and under which names Slack keeps the choice. */
export interface SelectKind {
  readonly type: string;
  readonly multiple: boolean;
  readonly external: boolean;
  readonly offer: Offer;
}

/** Reads the kind from an element's type. */
export function selectKind(type: string): SelectKind {
  const offers = { user: 'users', conversation: 'conversations', channel: 'channels' } as const;
  const known = (['user', 'conversation', 'channel'] as const).find((one) =>
    type.includes(offers[one]),
  );
  return {
    type,
    multiple: type.startsWith('multi_'),
    external: type.includes('external'),
    offer: known ?? 'option',
  };
}

/** What is chosen: option objects, or ids. */
export function chosen(part: Part, kind: SelectKind): readonly unknown[] {
  const held = heldValue(part);
  const from = held ?? part.element;
  const prefix = held ? 'selected' : 'initial';
  const one = from[`${prefix}_${kind.offer}`];
  const many = from[`${prefix}_${kind.offer}s`];
  return kind.multiple
    ? Array.isArray(many)
      ? many
      : []
    : one === undefined || one === null
      ? []
      : [one];
}

/** The value as Slack's view state has it. */
export function packChoice(kind: SelectKind, items: readonly unknown[]): Json {
  const name = `selected_${kind.offer}`;
  return kind.multiple
    ? { type: kind.type, [`${name}s`]: items }
    : { type: kind.type, [name]: items[0] ?? null };
}

/** A chosen item's id. */
export function itemId(item: unknown): string {
  return typeof item === 'string' ? item : asText(asRecord(item)['value']);
}

/** A chosen item's words. */
export function itemLabel(page: Page, item: unknown): string {
  if (typeof item !== 'string') {
    return wordsOf(asRecord(item)['text']);
  }
  const channel = page.state.channels.find((one) => one.id === item);
  return channel ? channelTitle(page, channel) : userName(page, item);
}

/** A chosen item's second line. */
export function itemDescription(item: unknown): string {
  return wordsOf(asRecord(item)['description']);
}

/** The options that an element (or the bot's answer) lists, with their groups' names. */
export function listedOptions(
  from: Json,
): readonly { readonly option: Json; readonly group?: string }[] {
  const plain = asRecords(from['options']).map((option) => ({ option }));
  const groups = asRecords(from['option_groups']).flatMap((group) =>
    asRecords(group['options']).map((option) => ({ option, group: wordsOf(group['label']) })),
  );
  return [...plain, ...groups];
}

/** An option as a menu's entry. */
export function optionChoice(listed: { readonly option: Json; readonly group?: string }): Choice {
  const description = itemDescription(listed.option);
  return {
    id: itemId(listed.option),
    label: wordsOf(listed.option['text']),
    ...(description ? { description } : {}),
    ...(listed.group === undefined ? {} : { group: listed.group }),
  };
}

/** People or channels whose name holds the query. */
export function workspaceChoices(part: Part, kind: SelectKind, query: string): readonly Choice[] {
  const { page } = part.scene;
  const all = kind.offer === 'user' ? userChoices(page) : channelChoices(page, kind, part.element);
  const wanted = query.trim().toLowerCase();
  return all.filter((choice) =>
    `${choice.label} ${choice.description ?? ''}`.toLowerCase().includes(wanted),
  );
}

function userChoices(page: Page): readonly Choice[] {
  return page.state.users.map((user) => ({
    id: user.id,
    label: user.real_name || user.name,
    description: user.is_bot ? 'app' : `@${user.name}`,
  }));
}

function channelChoices(page: Page, kind: SelectKind, element: Json): readonly Choice[] {
  const include = asTexts(asRecord(element['filter'])['include']);
  const withIms = kind.offer === 'conversation' && (include.length === 0 || include.includes('im'));
  return page.state.channels
    .filter((channel) => !channel.is_archived && (withIms || !channel.is_im))
    .map((channel) => ({ id: channel.id, label: channelTitle(page, channel) }));
}
