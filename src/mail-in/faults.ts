/** Why a mail is not taken: the answer's number, and a sentence. */
export class MailFault extends Error {
  /** Read by the server: https://www.rfc-editor.org/rfc/rfc5321#section-4.2. */
  readonly responseCode: number;

  constructor(responseCode: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MailFault';
    this.responseCode = responseCode;
  }
}

/** A fault that the sender can read. */
export function notTaken(responseCode: 451 | 530 | 535 | 550 | 552, message: string): MailFault {
  return new MailFault(responseCode, message);
}
