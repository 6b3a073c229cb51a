import { promisify } from 'node:util';
import {
  brotliDecompress,
  brotliDecompressSync,
  gunzip,
  gunzipSync,
  inflate,
  inflateRaw,
  inflateRawSync,
  inflateSync,
} from 'node:zlib';
import { badRequest, HttpFault, tooLarge } from './faults.ts';

/** The largest body, before and after decompression. */
export const BODY_LIMIT = 1024 * 1024;

interface Limit {
  readonly maxOutputLength: number;
  /** How much is made room for at a time. */
  readonly chunkSize: number;
}

/** Both ways to decompress: in this thread, and in another one. */
interface Inflater {
  readonly here: (bytes: Buffer, limit: Limit) => Buffer;
  readonly elsewhere: (bytes: Buffer, limit: Limit) => Promise<Buffer>;
}

const gzip: Inflater = { here: gunzipSync, elsewhere: promisify(gunzip) };
const zlib: Inflater = { here: inflateSync, elsewhere: promisify(inflate) };
const raw: Inflater = { here: inflateRawSync, elsewhere: promisify(inflateRaw) };
const brotli: Inflater = { here: brotliDecompressSync, elsewhere: promisify(brotliDecompress) };

const inflaters: Readonly<Record<string, (bytes: Buffer) => Inflater>> = {
  gzip: () => gzip,
  'x-gzip': () => gzip,
  br: () => brotli,
  // Some senders mean zlib's format by "deflate", as the standard says, others the bare one.
  deflate: (bytes) => (((bytes[0] ?? 0) & 0x0f) === 8 ? zlib : raw),
};

/** What a body is without its compression; rejects with what is wrong with it. */
export async function decompress(encoding: string, bytes: Buffer, limit: number): Promise<Buffer> {
  const inflaterFor = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (!inflaterFor) throw unsupportedEncoding();
  try {
    return await inflated(inflaterFor(bytes), bytes, limit);
  } catch (cause) {
    if (isTooLarge(cause)) throw tooLarge(limit);
    throw badRequest('malformed_body', `The body is not valid ${encoding} data.`);
  }
}

/** Of a small body, another thread would take longer to be told than to be done. */
const SMALL = 16 * 1024;

/** Small bodies are decompressed at once, unless they turn out to be large: then all others would wait for this one. */
async function inflated(by: Inflater, bytes: Buffer, limit: number): Promise<Buffer> {
  const chunkSize = roomFor(by, bytes, limit);
  if (bytes.length <= SMALL) {
    try {
      return by.here(bytes, { maxOutputLength: Math.min(limit, BODY_LIMIT), chunkSize });
    } catch (cause) {
      if (!isTooLarge(cause) || limit <= BODY_LIMIT) throw cause;
    }
  }
  return by.elsewhere(bytes, { maxOutputLength: limit, chunkSize });
}

/** What zlib makes room for, where nothing is known. */
const ROOM = 16 * 1024;
const ROOM_AT_LEAST = 1_024;
/** Deflate makes no more out of a byte. */
const MOST_OF_A_BYTE = 1_032;
const LENGTH_BYTES = 4;

/** All that gzip says it holds, and one more, so that it is written to one piece of memory: https://www.rfc-editor.org/rfc/rfc1952. */
function roomFor(by: Inflater, bytes: Buffer, limit: number): number {
  if (by !== gzip || bytes.length < LENGTH_BYTES) return ROOM;
  const said = bytes.readUInt32LE(bytes.length - LENGTH_BYTES);
  const most = Math.min(limit, bytes.length * MOST_OF_A_BYTE);
  return Math.max(ROOM_AT_LEAST, Math.min(said, most)) + 1;
}

function unsupportedEncoding(): HttpFault {
  const message = 'The body may be compressed with gzip, br or deflate, and with nothing else.';
  const headers = { 'accept-encoding': 'gzip, br, deflate' };
  return new HttpFault(415, 'unsupported_encoding', message, { headers });
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
