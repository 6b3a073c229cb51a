import { isObject, type Json } from '../block-kit/checks.ts';
import { Refusal, refusalWith } from '../refusal.ts';

/** The arguments of a call, however they were encoded. */
export interface Args {
  readonly all: Json;
  text(name: string): string | undefined;
  /** The same, refusing a call without it. */
  need(name: string): string;
  flag(name: string): boolean;
  /** A whole number from 1 to `most`. */
  count(name: string, otherwise: number, most: number): number;
  /** A value that may come as JSON in a string; broken JSON is refused with this code. */
  json(name: string, refusal: string): unknown;
}

/** Reads arguments from a decoded body. */
export function readArgs(all: Json): Args {
  return { all, text, need, flag, count, json };

  function text(name: string): string | undefined {
    const value = all[name];
    if (value === undefined || value === null || value === '') return undefined;
    return isObject(value) ? JSON.stringify(value) : String(value);
  }

  function need(name: string): string {
    const value = text(name);
    if (value === undefined) {
      throw refusalWith('invalid_arguments', [`missing required field: ${name}`]);
    }
    return value;
  }

  function flag(name: string): boolean {
    return ['true', '1'].includes(text(name) ?? '');
  }

  function count(name: string, otherwise: number, most: number): number {
    const value = Number(text(name) ?? otherwise);
    if (!Number.isInteger(value) || value < 1) throw new Refusal('invalid_limit');
    return Math.min(value, most);
  }

  function json(name: string, refusal: string): unknown {
    const value = all[name];
    if (typeof value !== 'string' || value === '') return value === '' ? undefined : value;
    try {
      return JSON.parse(value);
    } catch {
      throw new Refusal(refusal);
    }
  }
}
