/** One test on a label. Regular expressions are anchored at both ends; a missing label counts as empty. */
export interface Matcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The matcher as people write it: `service="db"`. */
export function formatMatcher({ name, operator, value }: Matcher): string {
  const quoted = value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
  return `${name}${operator}"${quoted}"`;
}
