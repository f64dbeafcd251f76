import { randomBytes } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Scenario } from '../domain/scenario';
import { chooseVariants } from './choose-variants';
import { newRunId } from './new-run-id';
import { parseRequirement } from './parse-requirement';
import type { Plan } from './plan';

const SLICE_SECONDS = 0.002;
const TIMEOUT_SECONDS = 300;

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
    | 'caCertificates'
    | 'artifacts'
    | 'policy'
  > {
  readonly scenario: Scenario;
  readonly configs: readonly string[];
  /** Whether `configs` filters several scenarios at once, so that one may lack some. */
  readonly sharedConfigs: boolean;
  readonly baseline: string;
  readonly candidate: string;
  readonly runId?: string;
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
  const runId = request.runId ?? newRunId(now, random);
  return {
    runId,
    scenario: scenario.name,
    workspaceRoot,
    scenarioRoot: scenario.root,
    variants: variants.chosen,
    skippedVariants: variants.skipped,
    requirements: {
      baseline: parseRequirement(request.baseline, 'baseline', workspaceRoot),
      candidate: parseRequirement(request.candidate, 'candidate', workspaceRoot),
    },
    engine: request.engine,
    image: request.image,
    ...(request.imageCommand === undefined ? {} : { imageCommand: request.imageCommand }),
    python: request.python,
    installNetwork: request.installNetwork,
    caCertificates: request.caCertificates.map(absolute),
    cpusPerRun: scenario.cpusPerRun,
    artifacts: absolute(request.artifacts),
    seed: `${runId}/${random.toString('hex')}`,
    policy: request.policy,
    sliceSeconds: SLICE_SECONDS,
    timeout: TIMEOUT_SECONDS,
  };
}
