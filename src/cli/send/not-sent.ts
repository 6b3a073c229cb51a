/** It was not sent, or not taken; the message says why and what to do. */
export class NotSent extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NotSent';
  }
}
