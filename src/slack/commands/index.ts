import { ack } from './ack.ts';
import { assign } from './assign.ts';
import { audit } from './audit.ts';
import type { Subcommand } from './command.ts';
import { errors } from './errors.ts';
import { help } from './help.ts';
import { ignore } from './ignore.ts';
import { list } from './list.ts';
import { maintenance } from './maintenance.ts';
import { merge } from './merge.ts';
import { mute } from './mute.ts';
import { newIncident } from './new.ts';
import { note } from './note.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { severity } from './severity.ts';
import { show } from './show.ts';
import { silence } from './silence.ts';
import { silences } from './silences.ts';
import { split } from './split.ts';
import { stats } from './stats.ts';
import { timeline } from './timeline.ts';
import { unack } from './unack.ts';
import { unmute } from './unmute.ts';
import { unsilence } from './unsilence.ts';
import { why } from './why.ts';

/** Every word that `/incident` knows. */
export const subcommands: readonly Subcommand[] = [
  list,
  show,
  newIncident,
  ack,
  unack,
  assign,
  mute,
  unmute,
  ignore,
  resolve,
  reopen,
  merge,
  split,
  note,
  severity,
  timeline,
  why,
  audit,
  errors,
  silence,
  silences,
  unsilence,
  maintenance,
  stats,
  help,
];
