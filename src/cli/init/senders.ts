import { wrapped } from '../../config/show.ts';
import { SOURCES } from '../../sources/index.ts';
import { SDK_TYPES } from '../../sources/sdks.ts';

/** What can be pointed at Quell, by its vendor's name. */
interface Sender {
  readonly type: string;
  readonly about: {
    readonly vendor: string;
    readonly steps: readonly string[];
    readonly paste?: string;
  };
}

/** All of them, in the order of their names. */
export const SENDERS: readonly Sender[] = [...SOURCES, ...SDK_TYPES].toSorted((a, b) =>
  a.about.vendor.localeCompare(b.about.vendor, 'en'),
);

/** What people do at the side of each sender. The key itself is not shown: it stands in `.env`. */
export function sendersText(types: readonly string[], address: string): string {
  return SENDERS.filter(({ type }) => types.includes(type))
    .map((sender) => senderText(sender, address))
    .join('');
}

function senderText({ type, about }: Sender, address: string): string {
  const { vendor, steps, paste } = about;
  const lines = steps.flatMap((step, index) => {
    return wrapped(`${index + 1}. ${filledIn(step, type, address)}`, '  ');
  });
  const pasted = paste === undefined ? [] : ['', ...indented(filledIn(paste, type, address)), ''];
  const test = `  Try it: quell send --as ${type}`;
  return `\n${[vendor, ...lines, ...pasted, test].join('\n')}\n`;
}

function filledIn(text: string, type: string, address: string): string {
  const { host } = new URL(address);
  return text
    .replaceAll('{url}', `${address}/hooks/${type}`)
    .replaceAll('{key}', 'KEY')
    .replaceAll('HOST:PORT', host)
    .replaceAll('`', '');
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `     ${line}`));
}
