import type { TargetConfiguration } from '@nx/devkit';
import type { NormalizedOptions } from './plugin-options';

/** The target that follows one scenario over many runs, or all. */
export function historyTarget(
  { artifacts, historyTargetName }: NormalizedOptions,
  project: string,
  scenario?: string,
): TargetConfiguration {
  return {
    executor: 'nx-benchmark:history',
    options: { artifacts, ...(scenario === undefined ? {} : { scenario }) },
    metadata: {
      technologies: ['python'],
      description: `Shows the trend of ${scenario ?? 'all scenarios'} over saved runs, and where it changed`,
      help: {
        command: `npx nx run ${project}:${historyTargetName} --help`,
        example: { options: { html: true } },
      },
    },
  };
}
