/** What `quell send --help` prints. */
export const HELP = `Usage: quell send [--as TYPE] [--resolve] [--url URL] [--key KEY]
                  [--title TEXT] [--severity S] [--file BODY.json]
                  [--project N]

Sends a test alert to a running bot, and says what the bot answered. Where
QUELL_API_TOKEN is set, it also says which incident that is and where its card
is. Without --as it is a test alert as JSON.

  --as TYPE       sends an example of that vendor, in the vendor's way: its
                  path, its kind of body, its signature
  --resolve       sends the end of the same alert
  --title TEXT    what the test alert says
  --severity S    critical, error, warning or info; else warning
  --file FILE     sends the JSON in FILE as it is, in place of an example
  --url URL       where the bot is: else QUELL_PUBLIC_URL, or HOST and PORT
  --key KEY       the ingest key, or the source's own: else QUELL_INGEST_KEY
  --project N     the project of --as sentry-sdk, as at the end of its DSN;
                  else 1
  --list          prints all types with their vendors

Exit codes: 0 taken, 1 not sent or not taken, 2 wrong usage.`;
