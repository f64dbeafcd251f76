// The rooms of the plugin and the arrows allowed between them (docs/architecture.md draws them).
// A room may import itself, `domain`, and what is listed here; the edges (plugin.ts, executors/, bin/, and commands/ that
// those two share) may import any room.
const arrows = {
  domain: [],
  lock: [],
  profile: [],
  suitespec: [],
  graph: ['suitespec'],
  git: [],
  listing: ['suitespec', 'graph', 'git'],
  analysis: [],
  plan: ['suitespec', 'analysis'],
  files: [],
  trace: [],
  engine: ['files', 'lock'],
  sides: ['engine', 'files', 'git', 'lock'],
  results: ['analysis', 'files'],
  run: ['plan', 'engine', 'sides', 'results', 'analysis', 'lock'],
  pruning: ['engine', 'report'],
  report: ['plan', 'analysis', 'results', 'profile'],
  publishing: [],
  invocation: ['git', 'graph', 'suitespec', 'plan', 'engine', 'sides', 'run', 'results', 'report', 'files'],
};

const src = '^packages/nx-benchmark/src';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(arrows).map(([room, targets]) => ({
      name: `room-${room}`,
      comment: `${room}/ may import only: ${['itself', 'domain', ...targets].join(', ')}`,
      severity: 'error',
      from: { path: `${src}/${room}/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${src}/`, pathNot: `${src}/(${[room, 'domain', ...targets].join('|')})/` },
    })),
    {
      name: 'docker-in-one-room',
      comment: 'Only engine/docker/ knows dockerode, and none of its types leave.',
      severity: 'error',
      from: { pathNot: `${src}/engine/docker/` },
      to: { path: 'node_modules/(@types/)?dockerode' },
    },
    {
      name: 'graph-time-is-light',
      comment:
        'plugin.ts loads in every Nx command: nothing heavy at its top (dockerode alone costs half a second).',
      severity: 'error',
      from: { path: `${src}/(plugin\\.ts|graph/|suitespec/)`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${src}/(engine|run|sides|analysis|report)/` },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-forgotten',
      comment: 'A module nobody imports is dead, or an entry that belongs in this list.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.spec\\.ts$',
          '\\.d\\.ts$',
          `${src}/plugin\\.ts$`,
          `${src}/executors/[^/]+/executor\\.ts$`,
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default'] },
  },
};
