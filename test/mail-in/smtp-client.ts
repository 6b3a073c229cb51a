import { connect, type Socket } from 'node:net';

/** Speaks SMTP by hand, so that a test sees each answer. */
export interface SmtpClient {
  /** Sends a line, or several; resolves with the whole answer. */
  say(...lines: readonly string[]): Promise<string>;
  /** Sends these lines and waits for nothing. */
  tell(...lines: readonly string[]): void;
  /** The next whole answer. */
  answer(): Promise<string>;
  close(): void;
}

/** Connects, and hears the greeting. */
export async function smtpClient(port: number): Promise<SmtpClient> {
  const socket = connect({ port, host: '127.0.0.1' });
  const answers = answersOf(socket);
  const answer = async () => {
    const { value, done } = await answers.next();
    return done ? '' : value;
  };
  await answer();
  const tell = (...lines: readonly string[]) => void socket.write(`${lines.join('\r\n')}\r\n`);
  return {
    tell,
    answer,
    say(...lines) {
      tell(...lines);
      return answer();
    },
    close: () => void socket.destroy(),
  };
}

/** An answer ends with the line that has a space after its number. */
const WHOLE = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/;

async function* answersOf(socket: Socket): AsyncGenerator<string> {
  let heard = '';
  for await (const chunk of socket) {
    heard += String(chunk);
    for (let found = WHOLE.exec(heard); found; found = WHOLE.exec(heard)) {
      heard = heard.slice(found[0].length);
      yield found[0].trimEnd();
    }
  }
}

/** How a client says its password in one line. */
export function plain(password: string): string {
  return `AUTH PLAIN ${base64(`\0quell\0${password}`)}`;
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
