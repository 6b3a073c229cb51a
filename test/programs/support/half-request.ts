import { connect, type Socket } from 'node:net';

/** A request whose body was sent by half. */
export interface HalfRequest {
  /** Sends the rest; resolves to all that the server answers until it closes the connection. */
  finish(): Promise<string>;
  /** Resolves to all that the server answers until it closes the connection, without sending the rest. */
  wait(): Promise<string>;
}

/** Begins to post an alert, and resolves once the server has taken up the request. */
export async function halfRequest(url: string, key: string): Promise<HalfRequest> {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ title: 'Half a request' });
  const socket = connect(Number(port), hostname);
  const answer = untilClosed(socket);
  socket.write(headOf(body, key));
  // With `Expect`, the server says that it waits for the body: then it has this request in hand.
  await new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.write(body.slice(0, 5));
  return {
    finish() {
      socket.write(body.slice(5));
      return answer;
    },
    wait: () => answer,
  };
}

function headOf(body: string, key: string): string {
  const lines = [
    'POST /hooks/json HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Expect: 100-continue',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}
