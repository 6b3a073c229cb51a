/** The bot could not be asked, or refused; the message says why and what to do. */
export class BotFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BotFault';
  }
}

/** Nothing came back. */
export class BotUnreachable extends BotFault {}
