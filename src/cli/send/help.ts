/** What `quell send --help` prints. */
export const HELP = `Usage: quell send EXAMPLE [--resolve] [--url URL] [--key KEY]
       quell send [--as TYPE] [--resolve] [--url URL] [--key KEY]
                  [--title TEXT] [--severity S] [--file BODY.json]
                  [--project N]

Sends test alerts to a running bot, and says what the bot answered. The ingest
key is all that it needs. Where QUELL_API_TOKEN is set, too, it also says which
incident that is and where its card is; the start banner shows both. Without
EXAMPLE and --as it is one test alert as JSON.

  EXAMPLE         one of those that the sandbox's page has too: disk-full,
                  django-error, storm, …
  --as TYPE       sends one alert of that vendor, in the vendor's way: its
                  path, its kind of body, its signature
  --resolve       sends the end of the same
  --title TEXT    what the test alert says
  --severity S    critical, error, warning or info; else warning
  --file FILE     sends the JSON in FILE as it is, in place of an example
  --url URL       where the bot is: else QUELL_PUBLIC_URL, or HOST and PORT
  --key KEY       the ingest key, or the source's own: else QUELL_INGEST_KEY
  --project N     the project of --as sentry-sdk, as at the end of its DSN;
                  else 1
  --list          prints all examples, and all types with their vendors

Exit codes: 0 taken, 1 not sent or not taken, 2 wrong usage.`;
