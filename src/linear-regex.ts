import { RE2JS } from 're2js';

// The time for a character grows with the instructions.
const MOST_INSTRUCTIONS = 1_000;

/** A regular expression of JavaScript in time that grows with the text's length only; throws where RE2 has no such thing. */
export class LinearRegExp {
  lastIndex = 0;
  readonly #regex: RE2JS;

  constructor({ source, flags }: RegExp) {
    let wanted = 0;
    if (flags.includes('i')) wanted |= RE2JS.CASE_INSENSITIVE;
    if (flags.includes('m')) wanted |= RE2JS.MULTILINE;
    this.#regex = RE2JS.compile(RE2JS.translateRegExp(source), wanted);
    if (this.#regex.programSize() > MOST_INSTRUCTIONS) throw new Error('it is too large');
  }

  /** As `RegExp` with the flag g does: the next match from `lastIndex` on. */
  exec(text: string): RegExpExecArray | null {
    const matcher = this.#regex.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) =>
      matcher.group(group),
    );
    this.lastIndex = matcher.end();
    const found = { index: matcher.start(), input: text };
    // The texts with these fields are all that a match is; a group that took no part is null here.
    return Object.assign(groups, found) as unknown as RegExpExecArray;
  }
}
