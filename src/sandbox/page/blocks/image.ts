import { h, icon } from '../dom.ts';
import { asRecord, asText, type Json } from '../json.ts';
import { safeUrl } from '../links.ts';

/** A picture of this very server; one from elsewhere becomes its words and a link, since nothing is fetched from outside. */
export function drawImage(image: Json, size: 'small' | 'large'): HTMLElement {
  const alt = asText(image['alt_text'], 'Picture');
  const address = asText(image['image_url']) || asText(asRecord(image['slack_file'])['url']);
  const url = parse(address);
  if (url?.origin === location.origin) {
    return h('img', { class: size, src: url.href, alt });
  }
  return size === 'small' ? h('span', { class: 'elsewhere' }, alt) : elsewhere(alt, url);
}

/** The small picture beside a heading: one from elsewhere is a tile, whose words the heading says already. */
export function drawTile(image: Json): HTMLElement {
  const drawn = drawImage(image, 'small');
  return drawn instanceof HTMLImageElement
    ? drawn
    : h('span', { class: 'tile', title: drawn.textContent ?? '' }, icon('picture', 18));
}

function elsewhere(alt: string, url: URL | undefined): HTMLElement {
  const href = url && safeUrl(url.href);
  const where =
    href &&
    h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, `Picture on ${url.host}`);
  const words = h('span', {}, h('b', {}, alt), where || undefined);
  return h('div', { class: 'elsewhere large' }, icon('picture', 18), words);
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address, location.href);
  } catch {
    return undefined;
  }
}
