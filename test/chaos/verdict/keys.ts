/** What a message's key says: `incident:generation:slot`. */
export interface KeyParts {
  readonly incident: string;
  /** `card`, `details`, or `thread` with the last entry that it tells. */
  readonly slot: string;
  /** The last entry that a reply tells; 0: it is no such reply. */
  readonly seq: number;
}

/** Takes a key apart. */
export function partsOf(key: string): KeyParts {
  const [incident = '', , slot = ''] = key.split(':');
  return { incident, slot, seq: Number(/^thread-(\d+)$/.exec(slot)?.[1] ?? 0) };
}
