import { z } from 'zod';

/** Why a text of the file cannot be taken, as a sentence; `{}` stands for what is written there. */
export class Refused {
  readonly sentence: string;

  constructor(sentence: string) {
    this.sentence = sentence;
  }
}

/** What people are told about a kind of value. */
interface Kind {
  /** What is expected: `a duration, such as 30s`. */
  readonly title: string;
  readonly example: string;
  /** For editors, where a pattern or a list of words says it all. */
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

/** A text that means something else, or is refused with a sentence. */
export function leaf<T>({ example, ...kind }: Kind, read: (text: string) => T | Refused) {
  return z
    .string()
    .transform((text, context): T => {
      const value = read(text);
      if (!(value instanceof Refused)) return value;
      context.issues.push({ code: 'custom', message: value.sentence, input: text });
      return z.NEVER;
    })
    .meta({ ...kind, shown: example });
}

/** What this version cannot do yet: every value is refused. */
export function notYet(description: string) {
  return z.never().optional().meta({ description, title: 'nothing: take it out for now' });
}
