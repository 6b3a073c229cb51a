import { isSecretName } from './secret-names.ts';
import { type AtPlace, codeText, cookies, element, signatures, value } from './secret-values.ts';
import { REMOVED } from './secrets.ts';

/** One way to write a name beside its value. */
interface Form {
  /** Few texts have this, and each of this form has it. */
  readonly sign: RegExp;
  /** Finds a name and what stands between it and its value. */
  readonly named: RegExp;
  readonly secretOf: (name: string) => AtPlace;
}

/** JSON, Python, headers, forms, assignments, and addresses in which signs are written as `%3D`. */
const ASSIGNED =
  /(?:\b|(?<=%[\dA-Fa-f]{2}))([A-Za-z_][\w-]{0,63}(?:\[\w{0,20}\])?)(?:\\?["']|%2[27])?\]?\s{0,3}(?:=>|[:=]|%3[DAda])\s{0,3}/g;
/** `{"name": "password", "value": "x"}`. */
const PAIR =
  /["'](?:name|key|field|header)\\?["']\s{0,3}(?:=>|:)\s{0,3}\\?["']([\w.[\]-]{1,64})\\?["']\s{0,3},\s{0,3}\\?["'](?:value|val|content)\\?["']\s{0,3}(?:=>|:)\s{0,3}/gi;
/** `('password', 'x')`, `[["password", "x"]]`, and `["--password", "x"]`. */
const LISTED =
  /(?:(?:\(|\[\s?\[|\],\s?\[)\s{0,3}b?\\?["']|\\?["']--?)([A-Za-z_][\w.-]{0,63})\\?["']\s{0,3},\s{0,3}/g;
/** `--password x`, but not `--password is missing`. */
const OPTION =
  /(?<=^|[\s"'])--?([A-Za-z][\w-]{0,63})\s{1,3}(?!(?:is|was|must|or|and|has|requires?|needs?|argument|flag|option|not|cannot|to|for|with|in)\b|[-[<|])/g;
/** `<password>x</password>`. */
const ELEMENT = /<([A-Za-z_][\w:.-]{0,63})(?:\s[^<>]{0,200})?>/g;

const ASSIGNMENTS: Form = {
  sign: /[:=]|%3[DAda]/,
  named: ASSIGNED,
  secretOf: patternFor,
};
const OTHERS: readonly Form[] = [
  { sign: /val|content/i, named: PAIR, secretOf: () => value },
  { sign: /["'],/, named: LISTED, secretOf: () => value },
  { sign: /-[A-Za-z][\w-]{0,63}\s/, named: OPTION, secretOf: () => value },
  { sign: /<\//, named: ELEMENT, secretOf: () => element },
];

function patternFor(name: string): AtPlace {
  if (/cookie/i.test(name)) return cookies;
  return /-signature/i.test(name) ? signatures : value;
}

/** Nothing, or a place where something is put in. */
const NO_SECRET = /^(?:|""|''|None|null|undefined|%s|%r|\?|\[removed|%\(\w+)$/;

/** The text without the values that stand in it beside names of secrets. */
export function withoutNamedSecrets(text: string, others: readonly string[]): string {
  return [ASSIGNMENTS, ...OTHERS].reduce((clean, form) => without(clean, others, form), text);
}

/** The line of code without the texts that it gives to names of secrets; `password = form["password"]` tells nothing. */
export function withoutLiteralSecrets(code: string, others: readonly string[]): string {
  if (!/["']/.test(code)) return code;
  return without(code, others, { ...ASSIGNMENTS, secretOf: () => codeText });
}

function without(text: string, others: readonly string[], { sign, named, secretOf }: Form): string {
  if (!sign.test(text)) return text;
  let clean = '';
  let from = 0;
  named.lastIndex = 0;
  for (let found = named.exec(text); found; found = named.exec(text)) {
    const [, name = ''] = found;
    if (!isSecretName(name, others)) continue;
    const start = named.lastIndex;
    const secret = secretOf(name)(text, start);
    if (NO_SECRET.test(secret)) continue;
    clean += text.slice(from, start) + REMOVED;
    from = start + secret.length;
    named.lastIndex = from;
  }
  return clean + text.slice(from);
}
