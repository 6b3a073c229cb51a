import type { Desk } from './desk.ts';

/** Slack warns the person after 3 s. */
const LATEST = 2_000;

/**
 * Acknowledges to Slack once what a person wants is durable, so that a crash before that shows them that it failed; and
 * after two seconds in any case.
 */
export async function acknowledging(
  ack: () => Promise<void>,
  desk: Desk,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  let acked: Promise<void> | undefined;
  const once = () => {
    acked ??= ack().catch((error: unknown) => {
      desk.log.warn({ error }, 'Slack could not be told that its request arrived');
    });
    return acked;
  };
  const timer = setTimeout(once, LATEST);
  try {
    await work({
      ...desk,
      async act(command) {
        const outcome = await desk.act(command);
        await once();
        return outcome;
      },
      // It takes as long as it takes, and nothing that they want done waits for it.
      async report(span) {
        await once();
        return desk.report(span);
      },
    });
  } finally {
    clearTimeout(timer);
    await once();
  }
}
