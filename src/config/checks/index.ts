import type { Check } from './check.ts';
import { checkErrors } from './errors.ts';
import { checkEscalations } from './escalations.ts';
import { checkInhibit } from './inhibit.ts';
import { checkMaintenance, overMaintenance } from './maintenance.ts';
import { checkNames, unusedNames } from './names.ts';
import { checkCalendars, idleRepeats, unheardUsers } from './quiet.ts';
import { checkRoutes } from './routes.ts';
import { checkRules } from './rules.ts';
import { checkSettings } from './settings.ts';
import { checkSources, oddKeys } from './sources.ts';

/** All that is refused. */
export const faultsAcross: Check = (checked) =>
  [
    checkNames,
    checkRules,
    checkRoutes,
    checkSettings,
    checkCalendars,
    checkInhibit,
    checkMaintenance,
    checkEscalations,
    checkSources,
    checkErrors,
  ].flatMap((check) => check(checked));

/** All that is worth a word, and taken all the same. */
export const warningsAcross: Check = (checked) =>
  [overMaintenance, unusedNames, idleRepeats, unheardUsers, oddKeys].flatMap((check) =>
    check(checked),
  );
