import { nearest } from '../nearest.ts';

/** What a process may do: take alerts and requests in, run jobs, talk with people in Slack. */
export const ROLES = ['http', 'worker', 'slack'] as const;
export type Role = (typeof ROLES)[number];

/** The roles in a list such as `http,worker`, or the fault of it, as a sentence without its end. */
export function readRoles(text: string): readonly Role[] | { readonly fault: string } {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  const given = words.filter((word) => word !== '');
  const unknown = given.find((word) => !isRole(word));
  if (unknown !== undefined) return { fault: faultOf(unknown) };
  if (given.length === 0) return { fault: `it must name at least one of ${ROLES.join(', ')}` };
  return ROLES.filter((role) => given.includes(role));
}

function isRole(word: string): word is Role {
  return ROLES.some((role) => role === word);
}

function faultOf(word: string): string {
  const meant = nearest(word, ROLES);
  const hint = meant === undefined ? `use ${ROLES.join(', ')}` : `write ${meant}`;
  return `there is no role ${JSON.stringify(word)}; ${hint}`;
}
