import type { Parts } from '../assemble.ts';
import type { Exchange } from '../http/calls.ts';
import type { PageState } from '../protocol.ts';

const COALESCE_MS = 100;
const KEEP_ALIVE_MS = 15_000;

/** Sends the whole state now and after each change, changes close together as one. */
export function openStream(parts: Parts, exchange: Exchange, state: () => PageState): void {
  const { request, response } = exchange;
  const { timers, workspace } = parts.slack;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let waiting = false;
  const stop = workspace.bell.listen(changed);
  const alive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  alive.unref();
  request.on('close', () => {
    clearInterval(alive);
    stop();
  });
  send();

  function changed(): void {
    if (waiting) return;
    waiting = true;
    timers.after(COALESCE_MS, send);
  }

  function send(): void {
    waiting = true;
    const line = `data: ${JSON.stringify(state())}\n\n`;
    waiting = false;
    // A page that reads slowly gets the newest state when it has read the last one.
    if (response.writableNeedDrain) response.once('drain', changed);
    else response.write(line);
  }
}
