import { acknowledge } from './acknowledge.ts';
import type { SlackAction } from './action.ts';
import { assign } from './assign.ts';
import { commandRun } from './command-run.ts';
import { errorsMore } from './errors-more.ts';
import { fix } from './fix.ts';
import { homeNew } from './home-new.ts';
import { homeReport } from './home-report.ts';
import { ignore } from './ignore.ts';
import { listAll, listMine, listMore } from './list.ts';
import { mergeSearch } from './merge-search.ts';
import { modalChanged } from './modal-changed.ts';
import { more } from './more.ts';
import { mute } from './mute.ts';
import { reopen } from './reopen.ts';
import { reportOpen, reportPreview, reportStop } from './report.ts';
import { resolve } from './resolve.ts';
import { silenceEnd, silenceExtend } from './silence.ts';
import { stormAll, stormMore, stormMute } from './storm.ts';
import { takeover } from './takeover.ts';
import { unacknowledge } from './unacknowledge.ts';
import { unmute } from './unmute.ts';

/** Every button and select that a message, a modal or the Home of ours can have. */
export const actions: readonly SlackAction[] = [
  acknowledge,
  unacknowledge,
  assign,
  mute,
  ignore,
  unmute,
  resolve,
  reopen,
  more,
  fix,
  takeover,
  listMine,
  listAll,
  listMore,
  homeNew,
  homeReport,
  stormAll,
  stormMore,
  stormMute,
  silenceExtend,
  silenceEnd,
  reportOpen,
  reportPreview,
  reportStop,
  errorsMore,
  commandRun,
  modalChanged,
  mergeSearch,
];
