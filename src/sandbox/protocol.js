/**
 * What the sandbox's page and its server say to each other, beside the Slack protocol that the bot speaks.
 *
 * The page reads `GET /control/state?as=USER` once, then listens to `GET /control/stream?as=USER` (server-sent events; each
 * `data:` is a whole `PageState`), and posts what the person did as JSON to `POST /control/<name>`.
 */
export {};
