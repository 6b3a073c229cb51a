import { h, icon } from '../dom.ts';
import { words } from '../inline.ts';
import { asText, wordsOf } from '../json.ts';
import { safeUrl } from '../links.ts';
import type { Placed } from '../scene.ts';

/** A video: who made it, its title as a link, and where it would play, since nothing is fetched from outside. */
export function drawVideo({ scene, block }: Placed): Element {
  const by = [block['provider_name'], block['author_name']].map((name) => asText(name));
  const description = block['description'];
  return h(
    'figure',
    { class: 'b-video' },
    h('p', { class: 'grey' }, by.filter((name) => name !== '').join(' · ')),
    h('p', {}, h('b', {}, titleLink(asText(block['title_url']), wordsOf(block['title'])))),
    description !== undefined && h('p', {}, ...words(scene.page, description)),
    player(asText(block['video_url']), asText(block['alt_text'])),
  );
}

function titleLink(url: string, title: string): Element | string {
  const href = safeUrl(url);
  return href ? h('a', outside(href), title) : title;
}

function player(url: string, alt: string): Element {
  const href = safeUrl(url);
  const link = href && h('a', outside(href), `Video on ${new URL(href).host}`);
  const lines = h('span', {}, h('b', {}, alt), link || undefined);
  return h('div', { class: 'elsewhere large' }, icon('play', 18), lines);
}

function outside(href: string) {
  return { href, target: '_blank', rel: 'noopener noreferrer' };
}
