/** Something to choose. */
export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** A question whose answer is a text. */
interface TextQuestion {
  readonly message: string;
  /** Taken where nothing is typed; empty: something must be. */
  readonly usual: string;
  /** How an answer may look, where none is usual. */
  readonly example?: string;
  /** What is wrong with an answer; undefined: nothing. */
  readonly fault: (text: string) => string | undefined;
}

/** A question whose answer is one of several. */
interface ChoiceQuestion<T extends string> {
  readonly message: string;
  readonly usual: T;
  readonly options: readonly Option<T>[];
}

/** Whoever is asked. Everything rejects with `Cancelled` where they go away. */
export interface Asker {
  begin(title: string): void;
  text(question: TextQuestion): Promise<string>;
  choose<T extends string>(question: ChoiceQuestion<T>): Promise<T>;
  chooseSome(message: string, options: readonly Option<string>[]): Promise<readonly string[]>;
  /** A text that is not shown; it may be empty. */
  secret(message: string, fault: TextQuestion['fault']): Promise<string>;
  confirm(message: string): Promise<boolean>;
  show(text: string): void;
  end(text: string): void;
}

/** Whoever was asked went away. */
export class Cancelled extends Error {
  constructor() {
    super('Nothing was written.');
    this.name = 'Cancelled';
  }
}
