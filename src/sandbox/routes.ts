import type { Parts } from './assemble.ts';
import { controlRoutes } from './control/control.ts';
import { handleResponseUrl } from './http/response-url.ts';
import type { Route } from './http/server.ts';
import { sendStatic } from './http/static-files.ts';
import { handleWebApi } from './http/web-api.ts';

/** Every path that the sandbox answers. */
export function routesOf(parts: Parts): readonly Route[] {
  const { slack, faults, log, limits } = parts;
  const { timers, deferred, workspace } = slack;
  const changed = () => workspace.bell.ring();
  const calls = { slack, faults, log, limits, timers, deferred, changed };
  return [
    {
      pattern: /^\/api\/([\w.]+)$/,
      handle: (match, exchange) => handleWebApi(calls, match[1] ?? '', exchange),
    },
    {
      pattern: /^\/(?:actions|commands)\/.+$/,
      handle: (match, exchange) => handleResponseUrl(calls, match[0], exchange),
    },
    ...controlRoutes(parts),
    {
      pattern: /^\/archives\/(\w+)\/p(\d+)(\d{6})$/,
      handle: ([, channel, seconds, fraction], { response }) => {
        const location = `/?channel=${channel}&ts=${seconds}.${fraction}`;
        response.writeHead(302, { location }).end();
      },
    },
    { pattern: /.*/, handle: ([path], { response }) => sendStatic(path, response) },
  ];
}
