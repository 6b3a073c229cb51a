import { wrapped } from '../../config/show.ts';
import type { Alert } from '../../domain/alert.ts';
import type { Tried } from './examples.ts';

/** What mappings make of their examples, for people. */
export function triedText(tried: readonly Tried[]): string {
  return tried.map((each) => `\n${lines(each).join('\n')}\n`).join('');
}

/** What is wrong with mappings, for people. */
export function faultsText(tried: readonly Tried[]): string {
  return tried
    .filter(({ isWell }) => !isWell)
    .map(({ source, remarks }) => {
      const head = `The mapping of ${source} fails on its example.`;
      return `${[head, ...remarks].flatMap((each) => wrapped(each, '  ')).join('\n')}\n`;
    })
    .join('\n');
}

function lines({ source, alerts, remarks }: Tried): readonly string[] {
  return [
    `The example of ${source} becomes`,
    ...alerts.flatMap(alertLines),
    ...remarks.flatMap((remark) => wrapped(remark, '  ')),
  ];
}

function alertLines({ status, dedupKey, content }: Alert): readonly string[] {
  const { title, severity, description, url, labels } = content;
  const shown = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const rows = [
    ['status', status],
    ['severity', severity],
    ['dedup key', dedupKey ?? ''],
    ['description', description],
    ['link', url ?? ''],
    ['labels', shown.join(', ')],
  ].filter(([, value]) => value !== '');
  const told = rows.flatMap(([name = '', value = '']) => {
    return wrapped(`${name.padEnd(12)} ${plain(value)}`, '    ');
  });
  return [...wrapped(plain(title), '  '), ...told];
}

/** Bodies are others' words: nothing of them steers a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
