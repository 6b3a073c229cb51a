import { z } from 'zod';

/** A text in a body, of at most so many characters; halves of characters and NUL, which no store keeps, become U+FFFD. */
export function text(max: number) {
  return z
    .string()
    .max(max)
    .transform((value) => value.replace(/\p{Surrogate}|\0/gu, '\ufffd'));
}
