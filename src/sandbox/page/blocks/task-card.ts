import { h, icon } from '../dom.ts';
import { asRecord, asRecords, asText, type Json } from '../json.ts';
import { safeUrl } from '../links.ts';
import type { Placed } from '../scene.ts';
import { richParts } from './rich-text.ts';

/** By a task's status: its mark, the mark's tone, and its word. */
const STATES: Readonly<Record<string, readonly [picture: string, tone: string, word: string]>> = {
  pending: ['info', 'muted', 'To do'],
  in_progress: ['slow', 'held', 'At work'],
  complete: ['over', 'over', 'Done'],
  error: ['critical', 'critical', 'Failed'],
};

/** A task and how far it is; what was done and found is folded away. */
export function drawTaskCard(placed: Placed): Element {
  const { block, scene } = placed;
  const status = asText(block['status']);
  const [picture, tone, word] = STATES[status] ?? ['info', 'muted', status];
  const line = [
    icon(picture, 15, `mark ${tone}`),
    h('b', {}, asText(block['title'])),
    h('span', { class: 'grey' }, word),
  ];
  const more = ['details', 'output']
    .filter((name) => block[name] !== undefined)
    .flatMap((name) => richParts(scene.page, asRecord(block[name])));
  const sources = asRecords(block['sources']).map(drawSource);
  const rest = [...more, sources.length > 0 && h('p', { class: 'sources' }, ...sources)];
  return more.length + sources.length === 0
    ? h('div', { class: 'b-task' }, h('div', { class: 'line' }, ...line))
    : h(
        'details',
        { class: 'b-task' },
        h('summary', { class: 'line' }, ...line),
        h('div', { class: 'b-rich' }, ...rest),
      );
}

function drawSource(source: Json): Element {
  const url = asText(source['url']);
  const href = safeUrl(url);
  const words = asText(source['text']) || url;
  return href
    ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words)
    : h('span', {}, words);
}
