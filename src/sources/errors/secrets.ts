/** What stands where something was removed. */
export const REMOVED = '[removed]';

/** Names, in small letters and without signs, of what nobody else may know. */
const SECRET_NAME =
  /passw|passphrase|passcode|secret|token|apikey|accesskey|privatekey|encryptionkey|signingkey|authkey|authorization|credential|cookie|sessionid|sessionkey|creditcard|cardnumber|cardno|connectionstring|databaseurl|xsrf|csrf|jwt|bearer|securitycode/;
/** Those that are parts of innocent words too, as whole names. */
const SECRET_WORD =
  /^(?:pwd|auth|session|sid|phpsessid|jsessionid|dsn|cvv2?|cvc2?|ssn|otp|pin|iban|card)$/;

/** Whether what has this name is a secret, by our own names or one of these. */
export function isSecretName(name: string, others: readonly string[]): boolean {
  const plain = plainName(name);
  return (
    SECRET_NAME.test(plain) ||
    SECRET_WORD.test(plain) ||
    others.some((each) => plain.includes(each))
  );
}

/** A name in small letters, without signs. */
export function plainName(name: string): string {
  return name
    .slice(-100)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** A name and what stands between it and its value, in JSON, Python, headers, forms and assignments. */
const NAMED = /\b[A-Za-z_][\w-]{0,63}(?:\[\w{0,20}\])?(?:\\?["'])?\s{0,3}(?:=>|[:=])\s{0,3}/g;
/** A value: quoted (inside a quoted text too), a list or object, credentials with their scheme, or up to a sign that ends it. */
const VALUE =
  /\\"(?:[^"\\]|\\(?!"))*(?:\\"|$)|[bru]?"(?:[^"\\]|\\[\s\S])*(?:"|$)|[bru]?'(?:[^'\\]|\\[\s\S])*(?:'|$)|\[[^\]]*(?:\]|$)|\{[^}]*(?:\}|$)|\([^)]*(?:\)|$)|(?:Basic|Bearer|Digest|Negotiate|Token|Sentry|GenieKey)\s+[^\s,;&"'<>)\]}]+|[^\s,;&"'<>)\]}]+/iy;
/** A text in quotes. */
const LITERAL = /[bru]?"(?:[^"\\]|\\[\s\S])+"|[bru]?'(?:[^'\\]|\\[\s\S])+'/iy;
/** Cookies are separated by signs that end other values. */
const COOKIES = /["'\\]{0,2}[^\n\r"'\\]*["']?/y;

/** Nothing, or a place where something is put in. */
const NO_SECRET = /^(?:|""|''|None|null|undefined|%s|%r|\?|\[removed|%\(\w+)$/;

/** The text without the values that stand in it beside names of secrets. */
export function withoutNamedSecrets(text: string, others: readonly string[]): string {
  return without(text, others, (name) => (/cookie/i.test(name) ? COOKIES : VALUE));
}

/** The line of code without the texts that it gives to names of secrets; `password = form["password"]` tells nothing. */
export function withoutLiteralSecrets(code: string, others: readonly string[]): string {
  return without(code, others, () => LITERAL);
}

function without(
  text: string,
  others: readonly string[],
  patternFor: (name: string) => RegExp,
): string {
  let clean = '';
  let from = 0;
  NAMED.lastIndex = 0;
  for (let found = NAMED.exec(text); found; found = NAMED.exec(text)) {
    if (!isSecretName(found[0], others)) continue;
    const start = NAMED.lastIndex;
    const value = patternFor(found[0]);
    value.lastIndex = start;
    const secret = value.exec(text)?.[0] ?? '';
    if (NO_SECRET.test(secret)) continue;
    clean += text.slice(from, start) + REMOVED;
    from = start + secret.length;
    NAMED.lastIndex = from;
  }
  return clean + text.slice(from);
}

const KEYS =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
/** A user and a password in an address, as in `postgres://shop:geheim@db/shop`. */
const LOGIN = /:\/\/[^\s/@:"'<>]{0,200}:[^\s/@"'<>]{1,200}@/g;
const CREDENTIALS = /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/g;
/** Tokens that can be told by their form: JSON Web Tokens, and those of GitHub, GitLab, Slack, Stripe, AWS, Google and Sentry. */
const TOKENS =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\bgh[opsur]_\w{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bxox[abeprs]-[\w-]{10,}|\b[rs]k_(?:live|test)_\w{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\bsntr[ysu]{2}_[\w+/=-]{16,}/g;
const CARD = /(?<![\w.-])[3-6]\d{3}(?:[ -]?\d){9,12}(?![\w-]|\.\d)/g;

/** The text without what is a secret by its form, whatever it is called. */
export function withoutPlainSecrets(text: string): string {
  return text
    .replace(KEYS, REMOVED)
    .replace(LOGIN, `://${REMOVED}@`)
    .replace(CREDENTIALS, `$1 ${REMOVED}`)
    .replace(TOKENS, REMOVED)
    .replace(CARD, (number) => (isCard(number) ? REMOVED : number));
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
