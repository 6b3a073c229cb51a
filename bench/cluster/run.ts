/** Measures one process over SQLite beside one to three over PostgreSQL and Redis, and what happens when one of them dies. */
import { readFileSync, writeFileSync } from 'node:fs';
import { machine } from '../machine.ts';
import { afterwards } from './afterwards.ts';
import { Closing } from './closing.ts';
import { deaths } from './deaths.ts';
import { deliveryLag } from './lag.ts';
import { Sender } from './sender.ts';
import { type SharedServers, startShared } from './shared.ts';
import { sizes } from './sizes.ts';
import { throughput } from './throughput.ts';
import { startVariants } from './variant.ts';

const closing = new Closing();
closing.onInterrupt();
const parts = [machine()];
try {
  const shared = await startShared(closing);
  await compare(shared);
  tell(
    'The longest wait while one of three dies, as median / longest: of a monitor that tries the next process when one does not take its alert, of its card, of a card that a timer brings, and of a person for the answer to a command; how many commands Slack told people had failed.',
    await deaths(shared, closing),
  );
} finally {
  await closing.all();
}
save(parts.join('\n\n'));

async function compare(shared: SharedServers): Promise<void> {
  const part = closing.part();
  const variants = await startVariants(shared, part);
  const sender = new Sender();
  part.add(() => sender.end());
  tell(
    'An alert every 65 ms, to each in turn, median / 99th percentile:',
    await deliveryLag(variants),
  );
  tell(await throughput({ variants, sender, postgresPid: shared.postgresPid }));
  const database = await shared.newDatabase();
  const table = await sizes(database);
  tell(await afterwards(shared, variants));
  tell('What alerts leave in PostgreSQL, indexes included:', table);
  await part.all();
}

function tell(...texts: readonly string[]): void {
  parts.push(...texts);
  console.log(`\n${texts.join('\n\n')}`);
}

function save(figures: string): void {
  const file = new URL('../../docs/benchmarks.md', import.meta.url);
  const marks = /(<!-- cluster figures -->\n)[\s\S]*(<!-- end of cluster figures -->)/;
  const page = readFileSync(file, 'utf8').replace(
    marks,
    (_, from: string, to: string) => `${from}\n${figures}\n\n${to}`,
  );
  writeFileSync(file, page);
  console.log('\nWritten to docs/benchmarks.md.');
}
