/** One test on a label. Regular expressions are anchored at both ends; a missing label counts as empty. */
export interface Matcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const CLASSIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** The matcher as people write it: `service="db"`; a name of other characters in quotes too: `"service.name"="db"`. */
export function formatMatcher({ name, operator, value }: Matcher): string {
  return `${CLASSIC_NAME.test(name) ? name : quote(name)}${operator}${quote(value)}`;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
