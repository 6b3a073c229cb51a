/** The layer rules, each with its reason. `test/architecture/layers.test.ts` proves that they bite. */
const contracts =
  '^src/(store/store|queue/queue|budgets/ledger|sources/source|flow/notifier|clock|log|metrics)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-stands-alone',
      severity: 'error',
      comment: 'The nouns know nothing of the rest of the program.',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment:
        'Decisions depend on the domain only: no Node, no adapters. The libraries named here are pure too.',
      from: { path: '^src/engine/' },
      to: { pathNot: ['^src/(domain|engine)/', 'node_modules/(re2js|croner|@date-fns/tz)/'] },
    },
    {
      name: 'sources-only-translate',
      severity: 'error',
      comment: 'A source turns a payload into alerts and does nothing else.',
      from: { path: '^src/sources/' },
      to: { pathNot: ['^src/(domain|sources)/', 'node_modules/(zod|jsonata)/'] },
    },
    {
      name: 'expressions-have-one-place',
      severity: 'error',
      comment: 'What people write as an expression runs within its costs only.',
      from: { pathNot: '^src/sources/mapping/expression[.]ts$' },
      to: { path: 'node_modules/jsonata/' },
    },
    {
      name: 'source-files-are-independent',
      severity: 'error',
      comment:
        'One source never imports another; what they share lives in source.ts, fields.ts, shared/ or errors/.',
      from: { path: '^src/sources/(?!index)([^/]+)[.]ts$' },
      to: {
        path: '^src/sources/',
        pathNot: '^src/sources/((source|fields)[.]ts$|(shared|errors)/)',
      },
    },
    {
      name: 'flow-sees-contracts-only',
      severity: 'error',
      comment: 'Flow talks to the world through the contract file of each family.',
      from: { path: '^src/flow/' },
      to: { path: '^src/', pathNot: ['^src/(domain|engine|flow)/', contracts] },
    },
    {
      name: 'replay-sees-the-core-only',
      severity: 'error',
      comment: 'A replay decides over recordings: it needs no adapter, no file and no network.',
      from: { path: '^src/replay/' },
      to: { pathNot: ['^src/(domain|engine|replay)/', '^src/heap[.]ts$'] },
    },
    {
      name: 'examples-are-data',
      severity: 'error',
      comment:
        'What one can try out is data and its order: time, timers and sending are handed in.',
      from: { path: '^src/try/' },
      to: { pathNot: ['^src/(domain|try)/'] },
    },
    {
      name: 'report-is-pure',
      severity: 'error',
      comment: 'Statistics and suggestions depend on what is decided and replayed only.',
      from: { path: '^src/report/' },
      to: { pathNot: ['^src/(domain|engine|replay|report)/'] },
    },
    {
      name: 'adapters-do-not-meet',
      severity: 'error',
      comment: 'Slack, HTTP, mail, stores, queues, budgets and the sandbox meet in app.ts only.',
      from: { path: '^src/(slack|http|mail-in|store/[^/]+|queue|budgets|sandbox)/' },
      to: {
        path: '^src/(slack|http|mail-in|store/[^/]+|queue|budgets|sandbox|sources|cluster)/',
        pathNot: ['^src/$1/', contracts, '^src/sources/index[.]ts$'],
      },
    },
    {
      name: 'mail-has-one-door',
      severity: 'error',
      comment: 'What reads mail of strangers is bounded in one folder.',
      from: { path: '^src/', pathNot: '^src/mail-in/' },
      to: { path: 'node_modules/(smtp-server|mailparser)/' },
    },
    {
      name: 'cluster-sees-contracts-only',
      severity: 'error',
      comment:
        'Who may do what is decided from what processes say, whatever store and queue they have.',
      from: { path: '^src/cluster/' },
      to: { path: '^src/', pathNot: ['^src/(domain|engine|cluster)/', contracts] },
    },
    {
      name: 'redis-is-a-connection',
      severity: 'error',
      comment: 'The queue and the budgets use it; it knows neither.',
      from: { path: '^src/redis/' },
      to: { path: '^src/', pathNot: ['^src/(domain|redis)/', contracts] },
    },
    {
      name: 'only-the-outside-imports-app',
      severity: 'error',
      comment: 'app.ts wires everything, so nothing that it wires may reach back to it.',
      from: { pathNot: '^(src/(main|cli/[^/]+)[.]ts$|test/|bench/)' },
      to: { path: '^src/app[.]ts$' },
    },
    {
      name: 'src-ignores-test',
      severity: 'error',
      comment: 'What ships never depends on what tests it.',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(dist|node_modules/(?!re2js|zod|croner|@date-fns/tz|jsonata|smtp-server|mailparser))',
    },
    parser: 'swc',
  },
};
