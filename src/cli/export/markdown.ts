import { type Fields, fieldsOf, isObject, textAt } from '../../http/json-fields.ts';

/** An incident for people to read and to paste: what it is, and what happened when. */
export function incidentMarkdown(incident: Fields, timeline: readonly Fields[]): string {
  const facts = factsOf(incident).filter(([, value]) => value !== '');
  return [
    `# INC-${textAt(incident, 'number')} ${plain(textAt(incident, 'title'))}`,
    '',
    ...paragraph(textAt(incident, 'description', 10_000)),
    ...facts.map(([name, value]) => `- **${name}**: ${value}`),
    '',
    '## Timeline',
    '',
    ...timeline.flatMap(entryLines),
    '',
  ].join('\n');
}

function factsOf(incident: Fields): readonly (readonly [name: string, value: string])[] {
  const error = textAt(incident, 'error_group');
  const plainly = (name: string) => plain(textAt(incident, name));
  return [
    ['Status', statusOf(incident)],
    ['Severity', plainly('severity')],
    ['Assignee', plainly('assignee_name')],
    ['First seen', time(incident, 'first_seen_at')],
    ['Last seen', time(incident, 'last_seen_at')],
    ['Alerts', textAt(incident, 'alert_count')],
    ['Occurrences', textAt(incident, 'occurrence_count')],
    ['Source', plainly('source')],
    ['Channel', plainly('channel')],
    ['Labels', labelsOf(incident['labels'])],
    ['Error group', error === '' ? '' : code(error)],
    ['Link', plainly('url')],
    ['Runbook', plainly('runbook_url')],
    ['Card', plain(textAt(fieldsOf(incident['slack']), 'permalink'))],
  ];
}

function statusOf(incident: Fields): string {
  const status = textAt(incident, 'status');
  const [at, by] = [time(incident, `${status}_at`), plain(textAt(incident, `${status}_by`))];
  const note = plain(textAt(fieldsOf(incident['resolution']), 'note', 10_000));
  const when = [by && ` by ${by}`, at && ` at ${at}`].filter(Boolean).join('');
  return `${status}${when}${note === '' ? '' : `: ${note}`}`;
}

function labelsOf(labels: unknown): string {
  if (!isObject(labels)) return '';
  return Object.keys(labels)
    .map((name) => code(`${name}=${textAt(labels, name)}`))
    .join(', ');
}

function entryLines(entry: Fields): readonly string[] {
  const details = fieldsOf(entry['details']);
  const [text, note] = [textAt(details, 'text', 10_000), textAt(details, 'note', 10_000)];
  const said = `- ${time(entry, 'at')}: ${plain(textAt(entry, 'text', 10_000))}`;
  // Of a note, the line above has the first line.
  return [said, ...(/\n/.test(text) ? quoted(text) : []), ...(note === '' ? [] : quoted(note))];
}

function quoted(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => `  > ${plain(line)}`);
}

function paragraph(text: string): readonly string[] {
  return text === '' ? [] : [...text.split(/\r?\n/).map((line) => `> ${plain(line)}`), ''];
}

/** `2026-02-10 14:02:05 UTC`; empty where there is none. */
function time(fields: Fields, name: string): string {
  const text = textAt(fields, name);
  return text === '' ? '' : `${text.slice(0, 19).replace('T', ' ')} UTC`;
}

/** What others wrote, so that Markdown and a terminal show it as it is. */
function plain(text: string): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return shown.replace(/[\\`*_[\]<>|]|^#/g, '\\$&');
}

function code(text: string): string {
  return `\`${text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replaceAll('`', "'")}\``;
}
