import type { Log } from '../../log.ts';

/** What is wrong, checks say themselves. */
export const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
