import { assign } from './assign.ts';
import { fix } from './fix.ts';
import { ignore } from './ignore.ts';
import { merge } from './merge.ts';
import { mute } from './mute.ts';
import { newIncident } from './new.ts';
import { note } from './note.ts';
import { resolve } from './resolve.ts';
import type { SlackView } from './view.ts';

/** Every modal that can be submitted. */
export const views: readonly SlackView[] = [
  note,
  fix,
  resolve,
  mute,
  ignore,
  merge,
  assign,
  newIncident,
];
