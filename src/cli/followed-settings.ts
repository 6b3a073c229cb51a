import { systemClock } from '../clock.ts';
import type { ConfigRead } from '../cluster/cluster.ts';
import { type LiveSettings, liveSettings } from '../config/live.ts';
import { type Settings, secretsIn } from '../config/settings.ts';
import { faultSentence, refusedSentence } from '../config/show.ts';
import { watchConfig } from '../config/watch.ts';
import type { Logger } from '../logger.ts';
import type { Console } from './command.ts';
import type { Configured } from './configured.ts';

/** The settings of the file, as it changes. */
export interface FollowedSettings extends LiveSettings {
  /** The policy's version, and when it was read. */
  read(): ConfigRead;
  /** Reads the file again, as SIGHUP does. */
  readAgain(): void;
  /** Hears of SIGHUP, and of what means the same. */
  onHangup(listener: () => void): void;
  /** Ends the watching. */
  unfollow(): void;
}

/** Holds the settings, and takes over what SIGHUP or a change of the file brings; no secret of theirs is ever logged. */
export function followedSettings(
  { loaded, location }: Pick<Configured, 'loaded' | 'location'>,
  { env: environment }: Pick<Console, 'env'>,
  log: Logger,
): FollowedSettings {
  const live = liveSettings(loaded.settings, log);
  const signals = hangups();
  let read: ConfigRead = { version: loaded.settings.policy.version, at: systemClock.now() };
  const hide = (settings: Settings) =>
    secretsIn(settings).forEach((secret) => void log.hide(secret));
  hide(loaded.settings);
  for (const warning of loaded.warnings) {
    log.warn({ warning: faultSentence(location.path, warning) }, 'the configuration may be wrong');
  }
  const onChange = (settings: Settings) => {
    hide(settings);
    read = { version: settings.policy.version, at: systemClock.now() };
    live.replace(settings);
  };
  const onRead = (isRefused: boolean) =>
    live.refuse(isRefused ? refusedSentence(location.path) : null);
  const watching = { location, loaded, environment, log, clock: systemClock, signals };
  const unfollow = watchConfig({ ...watching, onChange, onRead });
  return {
    ...live,
    read: () => read,
    readAgain: signals.raise,
    onHangup: (listener) => signals.on('SIGHUP', listener),
    unfollow,
  };
}

/** SIGHUP, and what means the same within the program. */
function hangups() {
  const listeners = new Set<() => void>();
  return {
    on(signal: 'SIGHUP', listener: () => void) {
      listeners.add(listener);
      process.on(signal, listener);
    },
    off(signal: 'SIGHUP', listener: () => void) {
      listeners.delete(listener);
      process.off(signal, listener);
    },
    raise() {
      for (const listener of listeners) listener();
    },
  };
}
