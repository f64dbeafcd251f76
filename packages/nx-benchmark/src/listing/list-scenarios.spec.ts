import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Change, type ListingRequest, listScenarios } from './list-scenarios';
import { listingJson } from './listing-json';
import { listingNotes } from './listing-notes';
import { type MadeRepository, makeRepository } from './testing/made-repository';

let repository: MadeRepository;

beforeAll(() => {
  repository = makeRepository();
  repository.write(
    'benchmarks/suitespec.yml',
    `
components:
  $setup: [setup.py]
suites:
  span: {paths: ['@core'], cpus_per_run: 2}
  tracer: {paths: ['@core', core/tracer.py]}
`,
  );
  repository.write('tests/deep/suitespec.yml', 'components:\n  core: [core/*]\n');
  for (const scenario of ['span', 'tracer', 'threading']) {
    repository.write(`benchmarks/${scenario}/scenario.py`);
    repository.write(`benchmarks/${scenario}/config.yaml`, 'start: {n: 1}\nfinish: {n: 2}\n');
  }
  for (const name of ['node_modules', '.hidden']) {
    repository.write(`benchmarks/${name}/copy/scenario.py`);
    repository.write(`benchmarks/${name}/copy/config.yaml`, 'start: {n: 1}\n');
  }
  for (const file of ['core/tracer.py', 'core/span.py', 'docs/index.md']) repository.write(file);
  repository.commit();
});

afterAll(() => repository.remove());

const list = (change: Change, more: Partial<ListingRequest> = {}) =>
  listScenarios({
    workspaceRoot: repository.root,
    suite: { root: 'benchmarks', suitespecs: ['tests', 'benchmarks'] },
    change,
    ignore: [],
    ...more,
  });

const files = (...names: string[]): Change => ({ kind: 'files', files: names });

const names = (listing: ReturnType<typeof list>) => listing.scenarios.map(({ scenario }) => scenario);

describe('listScenarios', () => {
  it('selects by files, with the components of every suitespec', () => {
    expect(names(list(files('core/tracer.py')))).toEqual(['tracer', 'span']);
    expect(names(list(files('benchmarks/threading')))).toEqual(['threading']);
    expect(names(list(files('core/tracer.py'), { top: 1 }))).toEqual(['tracer']);
  });

  it('selects by what git says', () => {
    repository.write('core/new.py');
    try {
      const git: Change = { kind: 'git', defaultBase: 'main' };
      expect(list(git)).toMatchObject({ files: ['core/new.py'], selected: 2 });
      expect(list(git, { ignore: ['core/*'] })).toMatchObject({ files: [], selected: 0 });
    } finally {
      repository.git('clean', '--quiet', '--force');
    }
  });

  it('knows all scenarios, and no copies in folders that are nobody’s source', () => {
    expect(names(list({ kind: 'all' }))).toEqual(['span', 'threading', 'tracer']);
  });

  it('is JSON of the agreed shape', () => {
    const json = JSON.parse(
      listingJson(list(files('core/tracer.py', 'docs/index.md'), { ignore: ['docs/*'] })),
    );
    expect(json.suites[1]).toEqual({
      scenario: 'span',
      matched_files: ['core/tracer.py'],
      cpus_per_run: 2,
      configs: ['start', 'finish'],
      why: [{ file: 'core/tracer.py', pattern: 'core/*', components: ['core'] }],
      rank: 2,
      score: expect.any(Number),
      reason: expect.stringMatching(/^core\/\* is in 2 of 3 suites and matches 2 of \d+ files$/),
    });
    expect(json.ignored).toEqual([{ pattern: 'docs/*', files: ['docs/index.md'] }]);
    expect(JSON.parse(listingJson(list(files())))).toEqual({ suites: [], ignored: [] });
  });
});

describe('listingNotes', () => {
  it.each<[string, Change, Partial<ListingRequest>, string[]]>([
    ['a plain listing', files('core/a.py'), {}, []],
    ['--top', files('core/a.py'), { top: 1 }, ['1 of 2 scenarios listed']],
    ['what is ignored', files('core/a.py', 'docs/a'), { ignore: ['docs/*'] }, ['1 file ignored (docs/*)']],
    ['a change of no account', files('docs/a'), {}, ['no scenario depends on the changed file']],
    ['no change', files(), {}, ['no file has changed; --all lists every scenario']],
    [
      'ignored changes alone',
      files('docs/a', 'docs/b'),
      { ignore: ['docs/*'] },
      ['2 files ignored (docs/*)', 'no other file has changed; --all lists every scenario'],
    ],
    [
      'an empty suite',
      { kind: 'all' },
      { suite: { root: 'none', suitespecs: [] } },
      ['there are no scenarios'],
    ],
  ])('of %s', (_, change, more, notes) => {
    expect(listingNotes(list(change, more), change)).toEqual(notes);
  });

  it('names the place of what is wrong, and the rest is listed', () => {
    repository.write('benchmarks/more/suitespec.yml', 'suites:\n  x: {}\n');
    const change = files('core/a.py');
    const listing = list(change);
    expect(listingNotes(listing, change)).toEqual([
      "error: benchmarks/more/suitespec.yml:2:3: suite 'x' has no 'paths'; list patterns and '@component's under 'paths:'",
    ]);
    expect(listing.selected).toBe(2);
  });
});
