import type { Log } from '../log.ts';
import type { Settings } from './settings.ts';

/** Hears of new settings. */
type SettingsListener = (settings: Settings) => void;

/** The settings of now, which may be replaced while the program runs. */
export interface LiveSettings {
  current(): Settings;
  /** The function that it answers ends the listening. */
  onChange(listener: SettingsListener): () => void;
  /** That the file has others, which were refused, as a sentence; null: it has not. */
  refused(): string | null;
}

/** Live settings with the way to replace them. */
export interface SettingsHolder extends LiveSettings {
  /** Takes the new ones over, and tells everybody who wants to know. */
  replace(settings: Settings): void;
  /** The file was refused, as a sentence; null: it is right. */
  refuse(sentence: string | null): void;
}

/** Holds the settings, beginning with these. */
export function liveSettings(first: Settings, log: Log): SettingsHolder {
  let settings = first;
  let refused: string | null = null;
  const listeners = new Set<SettingsListener>();
  return {
    current: () => settings,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refused: () => refused,
    refuse(sentence) {
      refused = sentence;
    },
    replace(next) {
      settings = next;
      for (const listener of listeners) tell(listener, next, log);
    },
  };
}

/** One listener's fault must keep the others from nothing. */
function tell(listener: SettingsListener, settings: Settings, log: Log): void {
  try {
    listener(settings);
  } catch (error) {
    log.error({ error }, 'a part of the program did not take the new configuration over');
  }
}
