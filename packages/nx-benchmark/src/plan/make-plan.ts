import { randomBytes } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { FailOn } from '../domain/policy-settings';
import type { Requirement } from '../domain/requirement';
import type { Scenario } from '../domain/scenario';
import type { Side } from '../domain/side';
import { UserError } from '../domain/user-error';
import { chooseVariants } from './choose-variants';
import { newRunId } from './new-run-id';
import { parseCpuList } from './parse-cpu-list';
import { parseRequirement } from './parse-requirement';
import type { Plan } from './plan';

const ROUNDS_ALONE = 10;
const SLICE_SECONDS = 0.002;

/** What the user asked for, with every default filled in; what a plan takes over as it is has the same name there. */
export interface RunRequest
  extends Pick<
    Plan,
    | 'workspaceRoot'
    | 'engine'
    | 'image'
    | 'imageCommand'
    | 'python'
    | 'installNetwork'
    | 'measuringNetwork'
    | 'memory'
    | 'caCertificates'
    | 'constraints'
    | 'build'
    | 'artifacts'
    | 'policy'
    | 'selfCheck'
    | 'quick'
    | 'method'
    | 'ownPolicies'
    | 'moreRounds'
    | 'task'
    | 'metric'
    | 'profile'
    | 'timeout'
  > {
  readonly scenario: Scenario;
  readonly configs: readonly string[];
  /** Whether `configs` filters several scenarios at once, so that one may lack some. */
  readonly sharedConfigs: boolean;
  readonly baseline: string;
  readonly candidate: string;
  /** The revision that `git:merge-base` looks from. */
  readonly base: string;
  /** The mildest verdict of a config that fails the target. */
  readonly failOn: (variant: string) => FailOn;
  readonly confirm: boolean;
  readonly runId?: string;
  /** Folder of the artifacts as the target's outputs name it: what Nx caches is a copy there. */
  readonly cachedOutputs: string;
  /** CPUs to measure on, as for taskset: `6-11,14`. */
  readonly cpus?: string;
}

/**
 * Decides a run. Reads nothing but the existence of a side's folder or wheel, and writes nothing.
 *
 * @throws UserError for a requirement or a config that cannot be run
 */
export function makePlan(request: RunRequest, now: Date = new Date(), random = randomBytes(4)): Plan {
  const { workspaceRoot, scenario } = request;
  const variants = chooseVariants(scenario, request.configs, request.sharedConfigs);
  const absolute = (path: string) => (isAbsolute(path) ? path : join(workspaceRoot, path));
  const requirement = (side: Side): Requirement => {
    const context = { option: side, folder: workspaceRoot, base: request.base };
    const parsed = parseRequirement(request[side], context);
    if (side === 'candidate' || parsed.kind !== 'none') return parsed;
    throw new UserError(
      '--baseline is empty.',
      'To measure one side alone, make it the baseline and leave the candidate empty (--candidate=).',
    );
  };
  const candidate = requirement('candidate');
  const runId = request.runId ?? newRunId(now, random);
  return {
    runId,
    scenario: scenario.name,
    workspaceRoot,
    scenarioRoot: scenario.root,
    variants: variants.chosen,
    skippedVariants: variants.skipped,
    requirements: {
      baseline: requirement('baseline'),
      candidate,
    },
    engine: request.engine,
    image: request.image,
    ...(request.imageCommand === undefined ? {} : { imageCommand: request.imageCommand }),
    python: request.python,
    installNetwork: request.installNetwork,
    measuringNetwork: request.measuringNetwork,
    ...(request.memory === undefined ? {} : { memory: request.memory }),
    caCertificates: request.caCertificates.map(absolute),
    constraints: request.constraints.map(absolute),
    build: request.build,
    cpusPerRun: scenario.cpusPerRun,
    ...(request.cpus === undefined ? {} : { cpus: parseCpuList(request.cpus, scenario.cpusPerRun) }),
    artifacts: absolute(request.artifacts),
    cachedOutputs: absolute(request.cachedOutputs),
    seed: `${runId}/${random.toString('hex')}`,
    ...rules(request, candidate.kind === 'none'),
    ...(request.task === undefined ? {} : { task: request.task }),
    ...(request.method === undefined ? {} : { method: request.method }),
    // A side alone is measured against itself anyway.
    selfCheck: request.selfCheck && candidate.kind !== 'none',
    // … and has no verdict that could be coarse.
    ...(request.quick === undefined || candidate.kind === 'none' ? {} : { quick: request.quick }),
    metric: request.metric,
    ...(request.profile === undefined ? {} : { profile: request.profile }),
    sliceSeconds: SLICE_SECONDS,
    timeout: request.timeout,
  };
}

function rules(
  { policy, ownPolicies, moreRounds, failOn, confirm, scenario }: RunRequest,
  alone: boolean,
): Pick<Plan, 'policy' | 'ownPolicies' | 'moreRounds' | 'confirm'> {
  // A side alone has nothing to decide: as many rounds as tell its time.
  if (alone && moreRounds !== undefined) {
    throw new UserError('--moreRounds settles a verdict, and a side alone has none.', 'Name a --candidate.');
  }
  if (alone) return { policy: { ...policy, looks: [ROUNDS_ALONE] } };
  const failing = scenario.variants.map(({ name }) => [name, failOn(name)] as const);
  return {
    policy,
    ...(ownPolicies === undefined ? {} : { ownPolicies }),
    ...(moreRounds === undefined ? {} : { moreRounds }),
    ...(confirm ? { confirm: Object.fromEntries(failing) } : {}),
  };
}
