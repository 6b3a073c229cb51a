import { h, icon } from './dom.ts';

const STAYS = 8000;

/** Says shortly what became of something, at first that it did not work; above an open dialog too. */
export function toast(text: string, tone: 'warning' | 'over' = 'warning'): void {
  const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const mark = icon(tone, 15, `mark ${tone}`);
  const box = h('div', { class: 'toast', role: 'alert' }, mark, h('span', {}, text));
  document.querySelector('.toast')?.remove();
  place.append(box);
  setTimeout(() => box.remove(), STAYS);
}

/** Tells screen readers something short. */
export function announce(text: string): void {
  const place = document.getElementById('announcer');
  if (place) {
    place.textContent = text;
  }
}
