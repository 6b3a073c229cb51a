import type { KnownBlock, RichTextElement } from '@slack/types';
import type { TrackedAlert } from '../../domain/alert.ts';
import type { ErrorStory } from '../../domain/error-group.ts';
import { type Incident, titleOf } from '../../domain/incident.ts';
import type { Labels } from '../../domain/labels.ts';
import { canonicalLabels, labelOf } from '../../domain/labels.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { bold, bullets, code, context, lines, rich, text } from './elements.ts';
import { errorDetails } from './errors/details.ts';
import { escapeWithin } from './mark-up.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { count, hostLink, incidentName, listed } from './words.ts';

const ALERTS_SHOWN = 3;
const LABELS_SHOWN = 12;

/** The first reply below a card: what fires exactly, and what its alerts have in common. Kept fresh while that changes. */
export function details(
  incident: Incident,
  alerts: readonly TrackedAlert[],
  _surface: SurfaceContext,
  error: ErrorStory | null = null,
): MessageBody {
  if (error) return errorDetails(incident, error);
  return {
    text: `Details of ${incidentName(incident.number)}: ${escapeWithin(summary(incident, alerts), 270)}`,
    blocks: [body(incident, alerts), ...links(incident)],
  };
}

function summary(incident: Incident, alerts: readonly TrackedAlert[]): string {
  const values = alerts
    .slice(0, ALERTS_SHOWN)
    .map((alert) => `${where(alert)} ${fact(alert)}`.trim());
  const shown = values.filter((value) => value !== '');
  return shown.length > 0 ? listed(shown) : titleOf(incident);
}

function body(incident: Incident, alerts: readonly TrackedAlert[]): KnownBlock {
  const explained = explanation(incident, alerts);
  const said = explained === '' ? [] : [lines([text(explained)])];
  if (alerts.length > 1) {
    const common = [bold('In common '), ...labelCodes(incident.labels)];
    return rich(...said, bullets(rows(incident, alerts)), lines(common));
  }
  const labels = ownLabels(incident, alerts[0]);
  if (Object.keys(labels).length > 0) said.push(lines([bold('Labels '), ...labelCodes(labels)]));
  return rich(...(said.length > 0 ? said : [lines([text(BARE)])]));
}

const BARE = 'Nothing came with it but its title.';

/** What the alerts say at length, where that is more than the card has room for. */
function explanation(incident: Incident, alerts: readonly TrackedAlert[]): string {
  const [first] = alerts;
  const said = first ? labelOf(first.content.annotations, 'description') : '';
  const long = cut(said || incident.description, LENGTHS.words);
  return long === firstLine(incident.description, LENGTHS.fact) ? '' : long;
}

function rows(
  incident: Incident,
  alerts: readonly TrackedAlert[],
): readonly (readonly RichTextElement[])[] {
  const shown = alerts.slice(0, ALERTS_SHOWN).map(row);
  const more = Math.max(incident.firingCount, alerts.length) - shown.length;
  return more > 0 ? [...shown, [text(`and ${count(more, 'more', 'more')}`)]] : shown;
}

function row(alert: TrackedAlert): readonly RichTextElement[] {
  const ended = alert.status === 'resolved' ? ' (ended)' : '';
  return [code(where(alert)), text(` ${fact(alert)}${ended}`)];
}

function where({ content }: TrackedAlert): string {
  return firstLine(content.host ?? content.title, LENGTHS.value);
}

function fact({ content }: TrackedAlert): string {
  return firstLine(content.description, LENGTHS.value);
}

/** All labels of the one alert but a name that is nothing but the title, which stands on the card. */
function ownLabels(incident: Incident, alert: TrackedAlert | undefined): Labels {
  const { labels, title } = alert?.content ?? { labels: incident.labels, title: titleOf(incident) };
  if (labelOf(labels, 'alertname') !== title) return labels;
  const { alertname: _, ...others } = labels;
  return canonicalLabels(others);
}

function labelCodes(labels: Labels): readonly RichTextElement[] {
  const names = Object.keys(labels);
  const shown = names
    .slice(0, LABELS_SHOWN)
    .flatMap((name) => [code(cut(`${name}=${labelOf(labels, name)}`, LENGTHS.value)), text(' ')]);
  const more = names.length - LABELS_SHOWN;
  if (names.length === 0) return [text('nothing')];
  return more > 0 ? [...shown, text(`and ${more} more`)] : shown.slice(0, -1);
}

function links(incident: Incident): readonly KnownBlock[] {
  const known = [hostLink('Source', incident.url), hostLink('Runbook', incident.runbook)];
  const shown = known.filter((link) => link !== null);
  return shown.length > 0 ? [context(shown.join(' · '))] : [];
}
