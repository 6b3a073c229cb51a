/** Gets the text at an address; throws where there is none. */
export type Visit = (address: string) => Promise<string>;

const TIMEOUT_MS = 5_000;
const LONGEST = 256 * 1024;

/** Visits an address, and follows nothing from there. */
export async function visit(address: string): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(address, { redirect: 'error', signal });
  const text = await textWithin(answer);
  if (!answer.ok) throw new Error(`${new URL(address).host} answered ${answer.status}.`);
  return text;
}

async function textWithin({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > LONGEST) throw new Error(`The answer has more than ${LONGEST} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
