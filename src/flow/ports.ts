import type { Alert } from '../domain/alert.ts';
import type { Command } from '../domain/command.ts';
import type { Outcome } from '../domain/decision.ts';

/** Decides on alerts and resolves once that is durable; the outcomes stand in the alerts' order. */
export type Ingest = (alerts: readonly Alert[]) => Promise<readonly Outcome[]>;

/** Decides on what a person asks for and resolves once that is durable. */
export type Act = (command: Command) => Promise<Outcome>;
