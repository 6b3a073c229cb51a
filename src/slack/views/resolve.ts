import { plus } from '../../domain/time.ts';
import { isFaulty, readResolve } from '../blocks/index.ts';
import { MUTE_AFTER_RESOLVE } from '../commands/parse.ts';
import { actOn, type SlackView } from './view.ts';

/** It is over although alerts still fire: what shall be with these. */
export const resolve: SlackView = {
  id: 'incident.resolve',
  submit(view, desk) {
    const read = readResolve(view.state.values);
    if (isFaulty(read)) return read;
    const muteUntil = plus(desk.clock.now(), MUTE_AFTER_RESOLVE);
    const whileFiring = read.how === 'mute' ? { muteUntil } : 'reopen';
    return actOn(view, { verb: 'resolve', note: read.note, whileFiring });
  },
};
