import { newFromMessage } from './new-from-message.ts';
import type { SlackShortcut } from './shortcut.ts';

/** Every shortcut. `manifest.yml` declares the same. */
export const shortcuts: readonly SlackShortcut[] = [newFromMessage];
