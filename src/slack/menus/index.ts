import type { SlackMenu } from './menu.ts';
import { merge } from './merge.ts';

/** Every menu that asks for its choices. */
export const menus: readonly SlackMenu[] = [merge];
