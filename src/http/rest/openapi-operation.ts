import type { z } from 'zod';
import type { SCHEMAS } from './openapi-schemas.ts';

/** What can be asked at a path. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** Its parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, object>>;
  readonly body?: z.ZodType;
  /** 200 where it is not given. */
  readonly status?: number;
  readonly answer: keyof typeof SCHEMAS;
}

/** A text in a query. */
export const text = { type: 'string' };

/** What every list takes. */
export const PAGE = {
  limit: { type: 'integer', minimum: 1, maximum: 1_000, default: 50 },
  cursor: { type: 'string', description: 'The next_cursor of the page before.' },
};

/** A moment in a query. */
export const moment = { type: 'string', description: 'An RFC 3339 time, or how long ago: 7d.' };
