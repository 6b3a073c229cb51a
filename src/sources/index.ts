import { alertmanager } from './alertmanager.ts';
import { json } from './json.ts';
import { prometheus } from './prometheus.ts';
import type { Source } from './source.ts';

/** Every alert format that we understand, each reachable at `/hooks/<type>`. */
export const SOURCES: readonly Source[] = [alertmanager, json, prometheus];

export { alertmanager, prometheus };
