import type Docker from 'dockerode';
import { isAbandoned, parseOwner } from '../../files/owner';

/** Label of everything that is ours. */
export const OURS = 'nx-benchmark';
/** Label that says whose it is. */
export const OWNER = 'nx-benchmark.owner';
/**
 * Label of our containers alone. An image that is made from one takes over all its labels, and any container takes over
 * those of its image, also that of somebody who wants to look into an environment: this one is emptied in our images.
 */
export const SESSION = 'nx-benchmark.session';

const SWEEP_MILLISECONDS = 5000;

/**
 * Removes what processes that were killed have left on the engine: containers that were made and never started, and
 * images that have no name since a commit was cut off or another took the name. An owner elsewhere is given a day. What
 * cannot be removed stays: tidying up is never worth a run.
 */
export async function sweep(docker: Docker): Promise<void> {
  const abortSignal = AbortSignal.timeout(SWEEP_MILLISECONDS);
  await Promise.all([sweepContainers(docker, abortSignal), sweepImages(docker, abortSignal)].map(orNothing));
}

async function sweepContainers(docker: Docker, abortSignal: AbortSignal): Promise<void> {
  const filters = { label: [`${SESSION}=1`] };
  const found = await docker.listContainers({ all: true, filters, abortSignal });
  await Promise.all(
    found
      .filter(isAbandonedSession)
      .map(({ Id }) => orNothing(docker.getContainer(Id).remove({ force: true, v: true, abortSignal }))),
  );
}

/** A container of ours whose process is gone. */
export function isAbandonedSession({ Labels, Created }: Docker.ContainerInfo): boolean {
  return Labels[SESSION] === '1' && isAbandoned(parseOwner(Labels[OWNER]), Created * 1000);
}

async function sweepImages(docker: Docker, abortSignal: AbortSignal): Promise<void> {
  const filters = { label: [`${OURS}=1`], dangling: ['true'] };
  const found = await docker.listImages({ filters, abortSignal });
  const left = found.filter(({ Labels, Created }) =>
    isAbandoned(parseOwner(Labels?.[OWNER]), Created * 1000),
  );
  for (const { Id } of left) {
    // Without force: the engine then keeps what a container or another image is made of.
    await orNothing(docker.getImage(Id).remove({ abortSignal }));
  }
}

async function orNothing(step: Promise<unknown>): Promise<void> {
  await step.catch(() => undefined);
}
