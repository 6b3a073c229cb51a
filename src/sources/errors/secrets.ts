/** What stands where something was removed. */
export const REMOVED = '[removed]';

const KEYS =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
/** A user and a password in an address, as in `postgres://shop:geheim@db/shop`. */
const LOGIN = /:\/\/[^\s/@:"'<>]{0,200}:[^\s/@"'<>]{1,200}@/g;
const CREDENTIALS = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/g;
/** Tokens that can be told by their form: JSON Web Tokens, and those of GitHub, GitLab, Slack, Stripe, AWS, Google and Sentry. */
const TOKENS =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\bgh[opsur]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abeprs]-[\w-]{10,}|\b[rs]k_(?:live|test)_\w{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bsntr[ysu]{2}_[\w+/=-]{16,}/g;
const CARD = /(?<![\w.-])[3-6]\d{3}(?:[ -]?\d){9,12}(?![\w-]|\.\d)/g;

const QUERY_KEY = /([?&](?:amp;)?key=)[^\s&"'<>#]+/g;

/** Each of the above has one of these, and few other texts do: the others are seen through at once. */
const SIGNS =
  /-----BEGIN|:\/\/|B(?:earer|asic)|eyJ|gh[opsur]_|github_pat_|glpat-|xox|[rs]k_|A(?:KIA|Iza)|sntr|[3-6]\d{3}[ -]?\d/;

/** The text without what is a secret by its form, whatever it is called. */
export function withoutPlainSecrets(text: string): string {
  if (!SIGNS.test(text)) return text;
  return text
    .replace(KEYS, REMOVED)
    .replace(LOGIN, `://${REMOVED}@`)
    .replace(CREDENTIALS, `$1 ${REMOVED}`)
    .replace(TOKENS, REMOVED)
    .replace(CARD, (number) => (isCard(number) ? REMOVED : number));
}

/** The text without keys in addresses: Quell's own parameter is called so. Elsewhere a key is rarely a secret. */
export function withoutQueryKeys(text: string): string {
  return text.includes('key=') ? text.replace(QUERY_KEY, `$1${REMOVED}`) : text;
}

/** By the check digit, which one in ten other numbers has too: https://en.wikipedia.org/wiki/Luhn_algorithm. */
function isCard(text: string): boolean {
  const digits = [...text.replace(/[ -]/g, '')].reverse().map(Number);
  const sum = digits.reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? digit : digit * 2;
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}
