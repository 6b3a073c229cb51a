import { type Fields, fieldsOf, textAt } from '../../http/json-fields.ts';
import { ask, type BotApi } from '../bot/api.ts';
import type { IncidentAsked } from './arguments.ts';
import { incidentMarkdown } from './markdown.ts';
import type { Outlet } from './outlet.ts';

/** Writes an incident with its whole timeline, as Markdown or JSON. */
export async function exportIncident(
  { number, json }: IncidentAsked,
  bot: BotApi,
  outlet: Outlet,
): Promise<void> {
  const incident = await ask(`/api/v1/incidents/${number}`, bot);
  const timeline = await timelineOf(number, bot);
  const text = json
    ? `${JSON.stringify({ incident, timeline }, null, 2)}\n`
    : incidentMarkdown(incident, timeline);
  await outlet.write(text);
  await outlet.close();
}

async function timelineOf(number: number, bot: BotApi): Promise<readonly Fields[]> {
  const entries: Fields[] = [];
  let cursor = '';
  do {
    const query = `limit=1000&cursor=${encodeURIComponent(cursor)}`;
    const page = await ask(`/api/v1/incidents/${number}/timeline?${query}`, bot);
    const found = page['entries'];
    if (Array.isArray(found)) entries.push(...found.map(fieldsOf));
    cursor = textAt(page, 'next_cursor');
  } while (cursor !== '');
  return entries;
}
