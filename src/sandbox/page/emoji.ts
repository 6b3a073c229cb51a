import { h, icon } from './dom.ts';

/** The nine emoji that Quell uses, as the page's own marks. */
const MARKS: Readonly<Record<string, { readonly picture: string; readonly tone: string }>> = {
  red_circle: { picture: 'critical', tone: 'critical' },
  large_orange_circle: { picture: 'error', tone: 'error' },
  large_yellow_circle: { picture: 'warning', tone: 'warning' },
  large_blue_circle: { picture: 'info', tone: 'info' },
  eyes: { picture: 'held', tone: 'held' },
  no_bell: { picture: 'muted', tone: 'muted' },
  white_check_mark: { picture: 'over', tone: 'over' },
  ocean: { picture: 'storm', tone: 'storm' },
  pushpin: { picture: 'pin', tone: 'pin' },
};

const UNICODE: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  tada: '🎉',
  fire: '🔥',
  wave: '👋',
  heart: '❤️',
  smile: '😄',
  pray: '🙏',
  rocket: '🚀',
  warning: '⚠️',
  rotating_light: '🚨',
  x: '❌',
  bell: '🔔',
  hourglass: '⌛',
  bulb: '💡',
  memo: '📝',
  raised_hands: '🙌',
  ok_hand: '👌',
};

/** An emoji as mark or character; one that is not known shows its name. */
export function emoji(name: string, unicode = ''): Element {
  const known = MARKS[name];
  if (known) {
    return mark(known.picture, known.tone);
  }
  return h('span', { class: 'emoji' }, UNICODE[name] ?? (fromCodePoints(unicode) || `:${name}:`));
}

/** A state's mark by the name of its picture. */
export function mark(picture: string, tone = picture): Element {
  return icon(picture, 15, `mark ${tone}`);
}

/** The mark's tone when the emoji is one of Quell's nine. */
export function markTone(name: string): string | undefined {
  return MARKS[name]?.tone;
}

function fromCodePoints(unicode: string): string {
  const points = unicode.split('-').map((point) => Number.parseInt(point, 16));
  return points.every((point) => point > 0 && point < 0x110000)
    ? String.fromCodePoint(...points)
    : '';
}
