import { faultsOfBlocks, faultsOfView } from '../block-kit/index.ts';
import { refusalWith } from '../refusal.ts';
import type { Method } from './method.ts';

/** Whether Slack would take these blocks, or this view. */
export const blocksValidate: Method = {
  name: 'blocks.validate',
  run: ({ views }, args) => {
    const view = args.json('view', 'invalid_arguments');
    const faults = view
      ? faultsOfView(view, views.refused)
      : faultsOfBlocks(args.json('blocks', 'invalid_blocks_format'), views.refused);
    if (faults.length > 0) throw refusalWith('invalid_blocks', faults);
    return {};
  },
};
