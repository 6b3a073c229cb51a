import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';

/** What one reads in a message, without the marks of bold type. */
export function read(message: MessageHandle | undefined): string {
  if (!message) throw new Error('There is no such message.');
  return message.words.replaceAll('*', '');
}

/** What one reads under a card, oldest first. */
export function readThread(card: MessageHandle): readonly string[] {
  return card.replies().map(read);
}

/** The newest reply under a card. */
export function lastReply(card: MessageHandle): string {
  return readThread(card).at(-1) ?? '';
}
