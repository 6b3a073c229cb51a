import type { HomeView, ModalView } from '@slack/types';
import { faultsOfBlocks, faultsOfView } from '../../../src/sandbox/block-kit/index.ts';

/** Part of a message or modal, of whatever shape. */
type Part = Readonly<Record<string, unknown>>;

/** What is checked: a whole message, a whole modal, or a whole Home. */
type Body = { readonly text: string; readonly blocks: readonly unknown[] } | ModalView | HomeView;

/**
 * Everything that Slack would refuse, and everything that our own rules for surfaces forbid; empty when all is well.
 * A message that is to ring names whom, by id, in `calls`.
 */
export function faultsOf(body: Body, calls: readonly string[] = []): readonly string[] {
  const parts = partsOf(body.blocks);
  const meant = calls.flatMap((id) => [
    `<@${id}>`,
    `<!subteam^${id}>`,
    `<!${id}>`,
    `a mention of ${id}`,
  ]);
  return [
    ...('text' in body ? faultsOfMessage(body, meant) : faultsOfWhole(body)),
    ...parts.flatMap(faultsOfPart).filter((fault) => !meant.includes(fault)),
    ...faultsOfTexts(parts),
    ...(parts.filter(({ style }) => style === 'primary').length > 1 ? ['two green buttons'] : []),
  ];
}

/** What is wrong with words that are all our own: a screen reader would say "red circle", and dashes are not our style. */
export function faultsOfWords(body: Body): readonly string[] {
  const fallback = 'text' in body ? body.text : '';
  const texts = [fallback, ...partsOf(body.blocks).map(({ text }) => String(text ?? ''))];
  return [
    ...(/[\u{1F300}-\u{1FAFF}]|:[a-z_]+:/u.test(fallback) ? ['an emoji in text'] : []),
    ...texts.filter((text) => /[—–!]/.test(text.replace(HAS_MARKS, ''))),
  ];
}

/** Dates and the operators of matchers. */
const HAS_MARKS = /<!date|![=~]/g;

function faultsOfMessage(
  { text, blocks }: Extract<Body, { text: unknown }>,
  meant: readonly string[],
): readonly string[] {
  return [
    ...faultsOfBlocks(blocks),
    ...(blocks.length === 0 ? ['a message needs blocks'] : []),
    ...faultsOfFallback(text, meant),
    ...blocks.flatMap((block) =>
      isPart(block) && block['type'] === 'actions' && lengthOf(block['elements']) > 5
        ? ['more than five elements in a row']
        : [],
    ),
  ];
}

/** What lock screens, search and screen readers get. */
function faultsOfFallback(text: string, meant: readonly string[]): readonly string[] {
  return [
    ...(text.trim() === '' || [...text].length > 300 ? ['text is empty or over 300'] : []),
    ...faultsOfMarkUp(meant.reduce((rest, mention) => rest.replaceAll(mention, ''), text)),
  ];
}

function faultsOfWhole(view: ModalView | HomeView): readonly string[] {
  if (view.type === 'home') return faultsOfView(view);
  const titles = [view.title, view.submit, view.close].flatMap((each) => each?.text ?? []);
  return [
    ...faultsOfView(view),
    ...(titles.some((each) => [...each].length > 24) ? ['a title over 24'] : []),
    ...(['Submit', 'OK'].includes(view.submit?.text ?? '') ? ['submit is no verb'] : []),
  ];
}

function faultsOfPart(part: Part): readonly string[] {
  switch (part['type']) {
    case 'button':
      return faultsOfButton(part);
    case 'mrkdwn':
      return [
        ...(part['verbatim'] === true ? [] : ['mrkdwn that is not verbatim']),
        ...faultsOfMarkUp(String(part['text'])),
      ];
    case 'plain_text':
      return part['emoji'] === false ? [] : ['plain text in which emoji arise'];
    case 'user':
      return [`a mention of ${part['user_id']}`];
    case 'usergroup':
      return [`a mention of ${part['usergroup_id']}`];
    case 'broadcast':
      return [`a mention of ${part['range']}`];
    case 'link':
      return faultsOfAddress(String(part['url']));
    default:
      return [];
  }
}

/** Whoever speaks to a screen says what they see. */
function saysItsWords({ text, accessibility_label: label }: Part): boolean {
  return isPart(text) && String(label).startsWith(String(text['text']).replace(/…$/, ''));
}

function faultsOfButton(button: Part): readonly string[] {
  const { text, style, confirm } = button;
  return [
    ...(typeof button['accessibility_label'] === 'string' ? [] : ['a button without a label']),
    ...(saysItsWords(button) ? [] : ['a button whose label does not begin with its words']),
    ...(typeof button['value'] === 'string' ? [] : ['a button without a value']),
    ...(isPart(text) && lengthOf(text['text']) > 22 ? ['a button longer than is shown'] : []),
    ...(style === 'danger' && confirm === undefined ? ['a red button that does not ask'] : []),
  ];
}

/** Everything in angle brackets is a link or a date of ours; else something foreign was not escaped. */
function faultsOfMarkUp(mrkdwn: string): readonly string[] {
  const outside = mrkdwn.replace(/<(?:!date\^\d+\^[^|<>]*|https?:[^|<>\s]*)\|[^|<>]*>/g, '');
  return [
    ...(/[<>]/.test(outside) ? [`a mention, or not escaped: ${mrkdwn}`] : []),
    ...(/&(?!amp;|lt;|gt;)/.test(outside) ? [`not escaped: ${mrkdwn}`] : []),
  ];
}

function faultsOfAddress(url: string): readonly string[] {
  return /^https?:/.test(url) ? [] : [`no web address: ${url}`];
}

/** A message over 13,000 characters is cut by Slack; half a character makes it refuse the whole. */
function faultsOfTexts(parts: readonly Part[]): readonly string[] {
  const texts = parts.map(({ text }) => text).filter((text) => typeof text === 'string');
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  return [
    ...(total > 13_000 ? ['over 13,000 characters'] : []),
    ...(texts.some((text) => !text.isWellFormed()) ? ['half a character'] : []),
  ];
}

/** Every object inside, at any depth. */
function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  return isPart(value) ? [value, ...Object.values(value).flatMap(partsOf)] : [];
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}
