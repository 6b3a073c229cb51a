/** Block Kit as Slack checks it: limits, allowed blocks of each surface, unknown fields. */
import { block } from './blocks.ts';
import { isObject, list, type Setting } from './checks.ts';
import { repeated } from './uniqueness.ts';
import { checkView } from './views.ts';

const none: ReadonlySet<string> = new Set();
const messageBlocks = list(block, 50, 0);

/** Everything that is wrong with the blocks of a message, in Slack's words; empty when nothing is. */
export function faultsOfBlocks(blocks: unknown, refused = none): readonly string[] {
  const setting: Setting = { surface: 'message', refused };
  const single = messageBlocks(blocks, '/blocks', setting);
  return Array.isArray(blocks) ? [...single, ...repeated(blocks, '/blocks')] : single;
}

/** Everything that is wrong with a modal or an App Home, in Slack's words; empty when nothing is. */
export function faultsOfView(view: unknown, refused = none): readonly string[] {
  const isHome = isObject(view) && view['type'] === 'home';
  return checkView(view, '/view', { surface: isHome ? 'home' : 'modal', refused });
}
