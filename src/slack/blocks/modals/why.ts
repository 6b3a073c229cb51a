import type { ModalView } from '@slack/types';
import { type Incident, wasTold } from '../../../domain/incident.ts';
import type { TraceLine } from '../../../domain/trace.ts';
import { context, rich } from '../elements.ts';
import { traceList } from '../trace.ts';
import { incidentName } from '../words.ts';
import { about, modal } from './form.ts';

/** Why people were told of an incident, or were not: the decisions in their order. */
export function whyModal(incident: Incident, lines: readonly TraceLine[]): ModalView {
  const name = incidentName(incident.number);
  return modal({
    id: 'incident.why',
    title: wasTold(incident) ? `Why ${name} was sent` : `Why ${name} is withheld`,
    incident: incident.number,
    blocks: [about(incident), lines.length > 0 ? rich(traceList(lines)) : context(NOTHING)],
  });
}

/** What is said where nothing is known. */
export const NOTHING = 'Its decisions are older than what Quell keeps.';
