import type { Readable, Writable } from 'node:stream';
import type { CANCEL_SYMBOL } from '@clack/prompts';
import { type Asker, Cancelled } from './asker.ts';

/** Where people type and read. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Somebody at a terminal. The library is loaded only now: most commands ask nothing. */
export async function terminalAsker(streams: Streams): Promise<Asker> {
  const clack = await import('@clack/prompts');
  return {
    begin: (title) => clack.intro(title, streams),
    async text({ message, usual, fault, example = usual }) {
      const validate = (text = '') => fault(text.trim() || usual);
      const shown = { message, placeholder: example, defaultValue: usual, validate };
      return answered(await clack.text({ ...shown, ...streams })).trim() || usual;
    },
    async choose({ message, usual, options }) {
      const shown = { message, initialValue: usual as string, options: [...options] };
      const chosen = answered(await clack.select<string>({ ...shown, ...streams }));
      return options.find(({ value }) => value === chosen)?.value ?? usual;
    },
    async chooseSome(message, options) {
      const shown = { message, options: [...options], maxItems: 8, placeholder: 'type to search' };
      return answered(await clack.autocompleteMultiselect<string>({ ...shown, ...streams }));
    },
    async secret(message, fault) {
      const validate = (text = '') => (text.trim() === '' ? undefined : fault(text.trim()));
      return (answered(await clack.password({ message, validate, ...streams })) ?? '').trim();
    },
    confirm: async (message) =>
      answered(await clack.confirm({ message, initialValue: false, ...streams })),
    show: (text) => clack.log.message(text, streams),
    end: (text) => clack.outro(text, streams),
  };

  function answered<T>(answer: T | typeof CANCEL_SYMBOL): T {
    if (clack.isCancel(answer)) throw new Cancelled();
    return answer;
  }
}
