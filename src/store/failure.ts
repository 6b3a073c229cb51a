/** The store cannot be opened; the message says in a sentence why, and what to do. */
export class StoreUnusable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnusable';
  }
}

/** Something could not be saved or read, and nothing of it was; the message says why. */
export class StoreFailed extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreFailed';
  }
}

/** The server of the store cannot be reached: perhaps it is not up yet. */
export class StoreUnreachable extends StoreUnusable {
  constructor(message: string, cause?: unknown) {
    super(message, cause);
    this.name = 'StoreUnreachable';
  }
}
