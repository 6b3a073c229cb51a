import { wrapped } from '../../config/show.ts';
import type { Alert } from '../../domain/alert.ts';
import type { Tried, TriedEntry } from './examples.ts';

/** What mappings make of their examples, for people. */
export function triedText(tried: readonly Tried[]): string {
  return tried
    .map(({ source, entries }) => textOf([`The example of ${source} becomes`], entries))
    .map((text) => `\n${text}`)
    .join('');
}

/** What is wrong with mappings, for people. */
export function faultsText(tried: readonly Tried[]): string {
  return tried
    .filter(({ isWell }) => !isWell)
    .map(({ source, entries }) => {
      return textOf(wrapped(`The mapping of ${source} fails on its example.`, '  '), entries);
    })
    .join('\n');
}

function textOf(head: readonly string[], entries: readonly TriedEntry[]): string {
  return `${[...head, ...entries.flatMap(entryLines)].join('\n')}\n`;
}

/** Of a list with the place of each; of what could not be read, only why. */
function entryLines({ index, alerts, remarks, isWell }: TriedEntry): readonly string[] {
  const [head, indent] = index === null ? [[], '  '] : [[`  Entry ${index}:`], '    '];
  return [
    ...head,
    ...(isWell ? alerts.flatMap((alert) => alertLines(alert, indent)) : []),
    ...remarks.flatMap((remark) => wrapped(remark, indent)),
  ];
}

function alertLines({ status, dedupKey, content }: Alert, indent: string): readonly string[] {
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
    return wrapped(`${name.padEnd(12)} ${plain(value)}`, `${indent}  `);
  });
  return [...wrapped(plain(title), indent), ...told];
}

/** Bodies are others' words: nothing of them steers a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}
