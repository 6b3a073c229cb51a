import type { Check } from './check.ts';
import { address } from './checks/address.ts';
import { appToken } from './checks/app-token.ts';
import { botToken } from './checks/bot-token.ts';
import { card } from './checks/card.ts';
import { channels } from './checks/channels.ts';
import { clock } from './checks/clock.ts';
import { commands } from './checks/commands.ts';
import { configuration } from './checks/configuration.ts';
import { database } from './checks/database.ts';
import { disk } from './checks/disk.ts';
import { environment } from './checks/environment.ts';
import { firstCards } from './checks/first-cards.ts';
import { mentions } from './checks/mentions.ts';
import { publicUrl } from './checks/public-url.ts';
import { redis } from './checks/redis.ts';
import { scopes } from './checks/scopes.ts';
import { signingSecret } from './checks/signing-secret.ts';

/** All that is looked at, in the order in which it is shown; those of a section stand together. */
export const CHECKS: readonly Check[] = [
  environment,
  configuration,
  botToken,
  appToken,
  signingSecret,
  scopes,
  commands,
  channels,
  mentions,
  card,
  firstCards,
  clock,
  database,
  disk,
  redis,
  address,
  publicUrl,
];
