import type { BuildSettings, Toolchain } from '../domain/build-settings';
import { redact } from '../domain/redact';
import type { EventSink } from '../domain/run-event';
import { UserError } from '../domain/user-error';
import type { Engine, EngineIdentity, KeptLayer } from '../engine/engine';
import { runCommand } from '../engine/run-command';
import { contentKey } from './content-key';
import { ensureLayer } from './ensure-layer';
import { networked } from './install-sessions';
import { ensureTools } from './tools-layer';

const RECIPE = 'toolchain 1';

/** Where wheels are built. */
export interface BuildPlace {
  /** The layer that a build's session is opened on. */
  readonly layer: KeptLayer;
  /** For people: what made a wheel. */
  readonly description: string;
}

/**
 * The toolchain that a build asks for, made once: a layer with compilers beside the one that is measured in, so that no
 * compiler gets into the measured environments.
 *
 * @param tools the layer with pip on the base that is measured in
 * @throws UserError where it cannot be made
 */
export async function ensureBuildPlace(
  engine: Engine,
  identity: EngineIdentity,
  tools: KeptLayer,
  { toolchain }: BuildSettings,
  caCertificates: readonly string[],
  events: EventSink,
): Promise<BuildPlace> {
  if (engine.kind === 'local')
    return { layer: tools, description: `${identity.description}, its own compilers` };
  switch (toolchain.kind) {
    case 'base':
      return { layer: tools, description: identity.description };
    case 'apt': {
      const layer = await withPackages(engine, tools, toolchain.packages, caCertificates, events);
      return { layer, description: `${identity.description}, with ${toolchain.packages.join(' ')}` };
    }
    case 'image':
    case 'dockerfile': {
      const other = await engine.identify(events, baseOf(toolchain));
      return { layer: await ensureTools(engine, other, events), description: other.description };
    }
  }
}

function baseOf(toolchain: Extract<Toolchain, { kind: 'image' | 'dockerfile' }>) {
  if (toolchain.kind === 'dockerfile') return toolchain;
  const { image, command } = toolchain;
  return { kind: 'image', image, ...(command === undefined ? {} : { command }) } as const;
}

async function withPackages(
  engine: Engine,
  tools: KeptLayer,
  packages: readonly string[],
  caCertificates: readonly string[],
  events: EventSink,
): Promise<KeptLayer> {
  const key = contentKey([RECIPE, tools.key, ...packages]);
  return ensureLayer(
    engine,
    { kind: 'toolchain', key, title: packages.join(' '), base: tools },
    events,
    async (session) => {
      events({ kind: 'step', text: `installing the toolchain: ${packages.join(' ')}` });
      const { env } = await networked(engine, session, caCertificates, events);
      const install =
        'apt-get update && apt-get install --yes --no-install-recommends "$@" && rm -rf /var/lib/apt/lists/*';
      const result = await runCommand(session, ['sh', '-c', install, 'sh', ...packages], {
        // A proxy of the company's is apt's too.
        env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
        onLine: (line) => events({ kind: 'log', source: 'apt', line: redact(line) }),
      });
      if (result.code === 0) return;
      const output = redact(`${result.stdout}\n${result.stderr}`);
      const absent = /apt-get: (command )?not found/.test(output);
      throw new UserError(
        absent
          ? 'The image has no apt-get to install the toolchain with.'
          : `The toolchain (${packages.join(' ')}) could not be installed: apt-get ended with exit status ${result.code}.\n${output.trimEnd().split('\n').slice(-8).join('\n')}`,
        absent
          ? 'Name an image that has the compilers: toolchain: { image: … } in nx.json, and imageCommand if it is to be made.'
          : 'See whether the packages exist in the image’s distribution, and whether its mirrors can be reached (option installNetwork).',
      );
    },
  );
}
