import { severityOf } from '../../domain/severity.ts';
import type { Asker } from '../asker.ts';
import { noteModal, whyModal } from '../blocks/index.ts';
import type { Desk } from '../desk.ts';
import { traceOf } from '../explaining.ts';
import { timelineOf } from '../looking.ts';
import { mergeModalFor } from '../merging.ts';
import { openMute } from '../muting.ts';
import { known, perform, redraw } from '../perform.ts';
import { type Click, readValue, type SlackAction } from './action.ts';

/** The select with everything that is wanted less often. */
export const more: SlackAction = {
  id: 'incident.more',
  async run(click: Click, desk: Desk) {
    const { number, choice } = readValue(click.value);
    const [verb = '', detail = ''] = choice.split(':');
    const choose = CHOICES[verb];
    if (!choose) throw new Error(`${JSON.stringify(choice)} is no choice of this select.`);
    await choose(desk, click.asker, number, detail);
  },
};

type Choice = (desk: Desk, asker: Asker, number: number, detail: string) => Promise<void>;

const CHOICES: Readonly<Record<string, Choice>> = {
  async note(desk, asker, number) {
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.open(noteModal(incident));
    await redraw(desk, asker, number);
  },
  async mute(desk, asker, number) {
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await openMute(desk, asker, incident);
    await redraw(desk, asker, number);
  },
  async merge(desk, asker, number) {
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.open(await mergeModalFor(desk, incident));
    await redraw(desk, asker, number);
  },
  async split(desk, asker, number) {
    await perform(desk, asker, number, { verb: 'split' });
  },
  async 'resolve-next'(desk, asker, number) {
    const resolve = { verb: 'resolve', note: '', whileFiring: 'reopen' } as const;
    await perform(desk, asker, number, { ...resolve, inNextRelease: true });
  },
  async severity(desk, asker, number, word) {
    const severity = severityOf(word);
    if (!severity) throw new Error(`${JSON.stringify(word)} is no severity.`);
    await perform(desk, asker, number, { verb: 'severity', severity });
  },
  async why(desk, asker, number) {
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.open(whyModal(incident, await traceOf(desk, incident)));
    await redraw(desk, asker, number);
  },
  async timeline(desk, asker, number) {
    const incident = await known(desk, asker, number);
    if (!incident) return;
    await asker.tell(await timelineOf(desk, incident));
    await redraw(desk, asker, number);
  },
};
