/** A variable of `.env`. */
export interface Variable {
  readonly name: string;
  /** Empty: what the file has stays; null: it must not be set. */
  readonly value: string | null;
  /** Lines above it where the file has none of it yet. */
  readonly about: string;
}

const HEAD = `# What Quell reads at its start, secrets among it: keep this file to yourself, and
# out of version control. What the environment itself says wins over this file.
`;

/** The text of `.env` with these variables; what it had beside them stays as it was. */
export function envText(before: string | null, variables: readonly Variable[]): string {
  let text = before ?? HEAD;
  for (const variable of variables) text = withVariable(text, variable);
  return text;
}

function withVariable(text: string, { name, value, about }: Variable): string {
  const line = new RegExp(`^(?:export )?${name}=.*$`, 'm');
  if (!line.test(text)) return value === null ? text : appended(text, `${about}\n${name}=${value}`);
  if (value === '') return text;
  return text.replace(line, () => `${name}=${value ?? ''}`);
}

function appended(text: string, block: string): string {
  return `${text}${text.endsWith('\n') || text === '' ? '' : '\n'}\n${block}\n`;
}

/** What is no secret may be seen. */
const OPEN = /^(?:HOST|PORT|LOG_LEVEL|QUELL_PUBLIC_URL|QUELL_CONFIG|SLACK_API_URL)$/;

/** A line of `.env`, perhaps with a sign in front, in which no secret can be read; of a token only what sort it is. */
export function masked(line: string): string {
  return line.replace(
    /^([-+ ]*(?:export )?)(\w+)=(xox\w-|xapp-)?.+$/,
    (all, sign: string, name: string, sort = '') =>
      OPEN.test(name) ? all : `${sign}${name}=${sort}…`,
  );
}
