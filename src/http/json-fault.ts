/** Where a text stops being JSON. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where and why a text that `JSON.parse` refused is wrong, as a sentence. */
export function jsonFault(text: string): string {
  const at = faultAt(text);
  const { line, column } = placeOf(text, at);
  const what = at >= text.length ? 'it ends too early' : `unexpected ${shown(text, at)}`;
  return `The body is not valid JSON: ${what} at line ${line}, column ${column}.`;
}

function shown(text: string, at: number): string {
  return JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

function placeOf(text: string, at: number): Place {
  const before = text.slice(0, at);
  const lines = before.split('\n').length;
  return { line: lines, column: at - before.lastIndexOf('\n') };
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What may come next: a value, a value or `]`, a key or `}`, a key, a colon, or what follows a value. */
type Expected = 'value' | 'value-or-end' | 'key-or-end' | 'key' | 'colon' | 'next';

/** A scanner without recursion, since hostile bodies are nested deeply. Only runs on texts that are wrong. */
class Scanner {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  faultAt(): number {
    do this.#skip(SPACE);
    while (this.#step());
    return this.#at;
  }

  #step(): boolean {
    const character = this.#text[this.#at];
    if (character === undefined) return false;
    switch (this.#expected) {
      case 'value':
        return this.#value(character);
      case 'value-or-end':
        return character === ']' ? this.#close() : this.#value(character);
      case 'key-or-end':
        return character === '}' ? this.#close() : this.#key(character);
      case 'key':
        return this.#key(character);
      case 'colon':
        return character === ':' && this.#take('value');
      case 'next':
        return this.#next(character);
    }
  }

  #value(character: string): boolean {
    if (character === '{') return this.#begin('{', 'key-or-end');
    if (character === '[') return this.#begin('[', 'value-or-end');
    this.#expected = 'next';
    return character === '"' ? this.#string() : this.#skip(NUMBER) || this.#skip(WORD);
  }

  #begin(bracket: '{' | '[', expected: Expected): boolean {
    this.#open.push(bracket);
    return this.#take(expected);
  }

  #close(): boolean {
    this.#open.pop();
    return this.#take('next');
  }

  #key(character: string): boolean {
    this.#expected = 'colon';
    return character === '"' && this.#string();
  }

  #next(character: string): boolean {
    const inside = this.#open.at(-1);
    if (inside === undefined) return false;
    if (character === (inside === '{' ? '}' : ']')) return this.#close();
    return character === ',' && this.#take(inside === '{' ? 'key' : 'value');
  }

  #take(expected: Expected): boolean {
    this.#at += 1;
    this.#expected = expected;
    return true;
  }

  #string(): boolean {
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || character < ' ') return false;
      if (character === '"') break;
      if (character !== '\\') this.#at += 1;
      else if (!this.#skip(ESCAPE)) return false;
    }
    this.#at += 1;
    return true;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }
}

function faultAt(text: string): number {
  return new Scanner(text).faultAt();
}
