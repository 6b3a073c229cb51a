import type { ActionsBlock } from '@slack/types';
import type { ErrorStory } from '../../domain/error-group.ts';
import type { Incident } from '../../domain/incident.ts';
import { cardTitle, numberOf } from './card-title.ts';
import { context, emoji, lines, rich, text } from './elements.ts';
import { plain } from './escape.ts';
import { greyLine } from './grey-line.ts';
import { link, shortText } from './mark-up.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { who } from './names.ts';
import { capital, count, dateToken, formatNear, incidentName } from './words.ts';

/** Whether its errors count elsewhere now. */
export function isMerged({ status, resolution }: Incident): boolean {
  return status === 'resolved' && resolution?.into != null;
}

/** The card of what was merged: into which, by whom, and where that is. */
export function mergedCard(
  incident: Incident,
  error: ErrorStory | null,
  { surface, buttons }: { readonly surface: SurfaceContext; readonly buttons: ActionsBlock },
): MessageBody {
  const { resolution, number } = incident;
  const into = incidentName(resolution?.into ?? 0);
  const url = surface.cardLink(resolution?.into ?? 0);
  const title = cardTitle(incident, error !== null);
  const by = resolution ? `, by ${who(resolution.by)}` : '';
  return {
    text: shortText(`Merged into ${into}: ${title}${by}. ${incidentName(number)}`),
    blocks: [
      rich(
        lines([
          emoji('white_check_mark'),
          text(' Merged into '),
          url === null ? text(into) : link(url, into),
          text(` · ${title}`),
        ]),
      ),
      context(greyLine([numberOf(incident, surface), ...facts(incident, error)])),
      buttons,
    ],
  };
}

function facts(
  { severity, openedAt, resolution, occurrenceCount }: Incident,
  error: ErrorStory | null,
): readonly string[] {
  const moved = count(error?.group.events ?? occurrenceCount, 'error counts', 'errors count');
  const by = resolution
    ? [
        `merged by *${plain(who(resolution.by))}* ${dateToken(resolution.at, formatNear(resolution.at, openedAt))}, ${moved} there`,
      ]
    : [];
  return [capital(severity), dateToken(openedAt), ...by];
}
