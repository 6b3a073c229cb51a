import type { Settings } from '../../config/settings.ts';
import type { Route } from '../../domain/policy.ts';

/** Every channel in which Quell may post, each once, in the order of the file. */
export function channelsIn(settings: Settings): readonly string[] {
  const { defaultChannel, policy, report } = settings;
  return [
    ...new Set([
      defaultChannel,
      ...routesIn(policy.route).map(({ channel }) => channel),
      ...targetsIn(settings).filter(isChannel),
      ...(report.channel === null ? [] : [report.channel]),
    ]),
  ];
}

/** Everybody whom a call may go to, each once. */
export function mentionsIn(settings: Settings): readonly string[] {
  const ofRoutes = routesIn(settings.policy.route).flatMap(({ mention }) => mention ?? []);
  const ofSteps = targetsIn(settings).filter((target) => !isChannel(target));
  return [...new Set([...ofRoutes, ...ofSteps])];
}

function routesIn(route: Route): readonly Route[] {
  return [route, ...route.routes.flatMap(routesIn)];
}

function targetsIn({ policy }: Settings): readonly string[] {
  return policy.escalations.flatMap(({ steps }) => steps.map(({ notify }) => notify));
}

function isChannel(target: string): boolean {
  return /^(#|[CGD][A-Z0-9]{6})/.test(target);
}
