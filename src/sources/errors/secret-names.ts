/** Names, in small letters and without signs, of what nobody else may know. */
const SECRET_NAME =
  /passw|passphrase|passcode|secret|token|apikey|accesskey|privatekey|encryptionkey|signingkey|authkey|sshkey|authorization|credential|cookie|sessionid|sessionkey|creditcard|cardnumber|cardno|connectionstring|databaseurl|xsrf|csrf|jwt|bearer|securitycode|pwd$/;
/** Those that are parts of innocent words too, as whole names. */
const SECRET_WORD =
  /^(?:auth|session|sid|phpsessid|jsessionid|dsn|cvv2?|cvc2?|ssn|otp|pin|iban|card)$|^(?:db|my|mysql|pg|sql|smtp|mail|email|user|admin|root|ftp|ldap|redis)pass$/;
/** Those that a longer name may end in, as in `DB_PASS` and `userPass`, but no longer word: `compass`. */
const LAST_WORD = /(?:^|[^A-Za-z])(?:pass|pw|sig|signature)\d{0,3}$/i;
const LAST_CAPITAL = /[a-z\d](?:Pass|Pw|Sig|Signature)\d{0,3}$/;
/** Headers that programs make up, as in `X-Quell-Key`, however they are written. */
const OWN_HEADER = /^(?:X-|HTTP_X_)(?:[\w-]{0,80}[-_])?(?:key|auth)$/i;
const SECRET_HEADER = /-(?:key|signature(?:-\d{1,4})?|auth|token)$/i;

/** Whether what has this name is a secret, by our own names or one of these. */
export function isSecretName(name: string, others: readonly string[]): boolean {
  const plain = plainName(name);
  const bare = name.slice(-100).replace(/[^A-Za-z\d]{1,9}$/, '');
  return (
    SECRET_NAME.test(plain) ||
    SECRET_WORD.test(plain) ||
    LAST_WORD.test(bare) ||
    LAST_CAPITAL.test(bare) ||
    OWN_HEADER.test(bare) ||
    others.some((each) => plain.includes(each))
  );
}

/** Whether a header of a request tells a secret. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name.replace(/_/g, '-'));
}

/** A name in small letters, without signs. */
export function plainName(name: string): string {
  return name
    .slice(-100)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
