/** A kind of client that speaks to a door of its own, so that it has no body of `/hooks`. */
export interface SdkType {
  /** Its name in the configuration. */
  readonly type: string;
  /** Where it sends: `KEY`, `HOST:PORT` and `PROJECT` stand for ours. */
  readonly address: string;
  /** What sends an example of it. */
  readonly test: string;
  /** What people do in their program, and what they write there. */
  readonly about: {
    readonly vendor: string;
    readonly steps: readonly string[];
    readonly paste: string;
  };
}

const sentryType: SdkType = {
  type: 'sentry-sdk',
  address: 'http://KEY@HOST:PORT/PROJECT',
  test: 'quell send --as sentry-sdk --project 7 --key KEY',
  about: {
    vendor: 'Sentry SDKs',
    steps: [
      'In quell.yml, add a source of the type sentry-sdk with a key of letters and digits, and a number of your choice as its project.',
      'Give your program the DSN below in place of the one it has.',
      'Raise an error: its card names the project as `service`. Environments that `errors.environments` does not name stay quiet.',
    ],
    paste: `# quell.yml
sources:
  - { name: shop, type: sentry-sdk, project: 7, key: KEY }

# The program, here in Python.
sentry_sdk.init(dsn="http://KEY@HOST:PORT/7", release="1.4.2", environment="production")`,
  },
};

const rollbarType: SdkType = {
  type: 'rollbar-sdk',
  address: 'http://HOST:PORT/api/1/item/',
  test: 'quell send --as rollbar-sdk --key KEY',
  about: {
    vendor: 'Rollbar SDKs',
    steps: [
      'In quell.yml, add a source of the type rollbar-sdk with a key.',
      'Give your program KEY as its access token, and `http://HOST:PORT/api/1/item/` as its endpoint.',
      'Raise an error: its card names the source as `service`.',
    ],
    paste: `# quell.yml
sources:
  - { name: shop, type: rollbar-sdk, key: KEY }

# The program, here in Python.
rollbar.init("KEY", environment="production", endpoint="http://HOST:PORT/api/1/item/")`,
  },
};

/** What the configuration may name as a source, beside the formats of `/hooks`. */
export const SDK_TYPES: readonly SdkType[] = [sentryType, rollbarType];
