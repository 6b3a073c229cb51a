import { type FSWatcher, realpathSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { differences } from './difference.ts';
import type { Environment } from './environment.ts';
import { type ConfigLocation, type Loaded, type Loading, loadSettings } from './load.ts';
import type { Settings } from './settings.ts';
import { faultSentence } from './show.ts';

/** Where SIGHUP comes from: the process, or a test. */
interface Signals {
  on(signal: 'SIGHUP', listener: () => void): unknown;
  off(signal: 'SIGHUP', listener: () => void): unknown;
}

/** What is watched, and who is told. */
export interface Watching {
  readonly location: ConfigLocation;
  /** What was read at the start. */
  readonly loaded: Loaded;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  readonly signals: Signals;
  /** Takes new settings over; called before the difference is logged. */
  readonly onChange: (settings: Settings) => void;
  /** Whether the file was refused the last time that it was read. */
  readonly onRead: (isRefused: boolean) => void;
}

/** Editors and Kubernetes change a file in several steps; it is read once these are over. */
const SETTLED_AFTER = 200;

/** Reads the configuration again on SIGHUP and when its file changes; answers how to stop that. */
export function watchConfig(watching: Watching): () => void {
  const { location, signals, log } = watching;
  const reload = reloader(watching);
  let timer: NodeJS.Timeout | undefined;
  let folders = openFolders();

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // A link may lead to another folder now.
      folders.close();
      folders = openFolders();
      reload(false);
    }, SETTLED_AFTER);
  }

  function openFolders() {
    return watchFolders(location.path, soon, log);
  }

  const onSignal = () => reload(true);
  signals.on('SIGHUP', onSignal);
  return () => {
    signals.off('SIGHUP', onSignal);
    clearTimeout(timer);
    folders.close();
  };
}

/** Reads the file again; what is faulty or the same changes nothing. */
function reloader(watching: Watching): (isAsked: boolean) => void {
  const { location, environment, clock, log, onChange, onRead } = watching;
  let before = watching.loaded;
  let refused = '';
  return (isAsked) => {
    const loading = loadSettings(location, environment, clock.now());
    onRead(!('settings' in loading));
    if (!('settings' in loading)) return refuse(sentencesOf(location, loading), isAsked);
    const wasRefused = refused !== '';
    refused = '';
    if (loading.written === undefined && before.written !== undefined) {
      return log.warn(
        { file: location.path },
        'the configuration file is gone; the last one goes on',
      );
    }
    const isNew = take(loading);
    if (wasRefused && !isNew)
      log.info({ file: location.path }, 'the configuration file is right again, and as before');
  };

  function refuse(sentences: readonly string[], isAsked: boolean): void {
    if (isAsked || sentences.join() !== refused) logRefusal(sentences, location, log);
    refused = sentences.join();
  }

  function take(loading: Loaded): boolean {
    const changes = differences(before.written ?? {}, loading.written ?? {});
    const isSame = loading.settings.policy.version === before.settings.policy.version;
    if (changes.length === 0 && isSame) return false;
    before = loading;
    onChange(loading.settings);
    // Where only comments or lines moved, there is nothing to tell.
    if (changes.length > 0)
      log.info({ file: location.path, changes }, 'the new configuration holds');
    for (const warning of loading.warnings) {
      log.warn(
        { warning: faultSentence(location.path, warning) },
        'the configuration may be wrong',
      );
    }
    return changes.length > 0;
  }
}

function sentencesOf(
  { path }: ConfigLocation,
  loading: Exclude<Loading, Loaded>,
): readonly string[] {
  if ('unreadable' in loading) return [loading.unreadable];
  return loading.faults.map((fault) => faultSentence(path, fault));
}

function logRefusal(sentences: readonly string[], { path }: ConfigLocation, log: Log): void {
  for (const fault of sentences) {
    log.error(
      { file: path, fault },
      'the changed configuration was not taken; the last one goes on',
    );
  }
}

/** Folders are watched, since files are replaced by renaming, and links by renaming other links. */
function watchFolders(path: string, changed: () => void, log: Log) {
  const watchers: FSWatcher[] = [];
  for (const folder of foldersOf(path)) {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', changed);
      watchers.push(watcher);
    } catch (error) {
      log.warn(
        { folder, error },
        'changes of the configuration are not seen; SIGHUP reads it again',
      );
    }
  }
  return { close: () => watchers.forEach((watcher) => void watcher.close()) };
}

/** The folder of the file, and of what it links to. */
function foldersOf(path: string): readonly string[] {
  const folder = dirname(resolve(path));
  try {
    return [...new Set([folder, dirname(realpathSync(path))])];
  } catch {
    // There is no file yet.
    return [folder];
  }
}
