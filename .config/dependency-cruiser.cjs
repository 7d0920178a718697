const apps = 'gateway|intake|reconciler|dispatcher|dashboard|simulator|launcher|cli';

/** The import law of docs/ARCHITECTURE.md. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'apps-import-no-app',
      severity: 'error',
      from: { path: `^apps/(${apps})/` },
      to: { path: `^apps/(${apps})/`, pathNot: '^apps/$1/' },
    },
    { name: 'libs-import-no-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'libs-through-their-index',
      comment: 'A library is entered through its index.ts.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/$2/'] },
    },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.(spec|arbitrary)\\.ts$' },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'contracts-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'messages-import-domain-alone',
      severity: 'error',
      from: { path: '^libs/messages/', pathNot: '\\.(spec|arbitrary)\\.ts$' },
      to: { pathNot: '^libs/(messages|domain)/' },
    },
    {
      name: 'only-kafka-uses-kafkajs',
      severity: 'error',
      from: { pathNot: '^(libs/kafka|test)/' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'only-database-uses-postgres',
      severity: 'error',
      from: { pathNot: '^(libs/database|libs/embedded|test)/' },
      to: { path: 'node_modules/(pg|typeorm)/' },
    },
    {
      name: 'nothing-from-dev-in-services',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['\\.(spec|arbitrary)\\.tsx?$', '^apps/dashboard/', '^apps/launcher/test'],
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { pathNot: '^apps/dashboard/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['lumbung-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
