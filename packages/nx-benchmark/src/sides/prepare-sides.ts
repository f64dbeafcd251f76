import { redact } from '../domain/redact';
import type { Requirement } from '../domain/requirement';
import type { EventSink } from '../domain/run-event';
import { type PerSide, SIDES } from '../domain/side';
import type { Engine, EngineIdentity, KeptLayer } from '../engine/engine';
import type { FileEntry } from '../engine/put-files';
import { ensureBuildPlace } from './build-place';
import type { WheelBuilder } from './build-wheel';
import type { CommonInstall } from './common-install';
import { contentKey } from './content-key';
import { ensureLayer } from './ensure-layer';
import { InstallSessions } from './install-sessions';
import { installSides, SET_UP_SCRIPT } from './install-sides';
import { type ResolvedSide, resolveSide } from './resolve-side';
import type { SourceOrigin } from './source';
import { ensureTools } from './tools-layer';

const RECIPE = 'environment 3';

/** Both sides, ready to be measured. */
export interface PreparedSides {
  readonly identity: EngineIdentity;
  readonly layer: KeptLayer;
  /** Of a side built from source: where that came from. The environment does not know, it may be an older run's. */
  readonly origins: PerSide<SourceOrigin | undefined>;
  /** The scenario's `install.sh` that this engine does not run: it would change the user's own machine. */
  readonly scriptLeft: string | undefined;
}

/**
 * Makes the environment that holds both sides, or finds it: nothing is built or downloaded twice.
 *
 * @throws UserError when a requirement cannot be met, with pip's own words and a remedy
 */
export async function prepareSides(
  engine: Engine,
  requirements: PerSide<Requirement>,
  common: CommonInstall,
  events: EventSink,
): Promise<PreparedSides> {
  const identity = await engine.identify(events);
  const tools = await ensureTools(engine, identity, events);
  const sessions = new InstallSessions(engine, common.caCertificates, events);
  let builder: Promise<WheelBuilder> | undefined;
  const resolving = {
    ...common,
    tools,
    sessions,
    events,
    builder: () => {
      builder ??= wheelBuilder(engine, identity, tools, sessions, common, events);
      return builder;
    },
  };
  try {
    const resolved = {
      baseline: await resolveSide('baseline', requirements.baseline, resolving),
      candidate: await resolveSide('candidate', requirements.candidate, resolving),
    };
    const key = environmentKey(tools, resolved, common.files);
    const start = Date.now();
    const title = SIDES.map((side) => titleOf(resolved[side])).join(', ');
    const layer = await ensureLayer(
      engine,
      { kind: 'environment', key, title, base: tools },
      events,
      (session) => installSides(engine, session, resolved, common, events),
    );
    if (layer.built) {
      events({ kind: 'step-done', text: 'both sides installed', seconds: (Date.now() - start) / 1000 });
    }
    const script = common.files.some((file) => file.path === SET_UP_SCRIPT);
    const origins = { baseline: originOf(resolved.baseline), candidate: originOf(resolved.candidate) };
    return {
      identity,
      layer,
      origins,
      scriptLeft: script && engine.kind === 'local' ? SET_UP_SCRIPT : undefined,
    };
  } finally {
    await sessions.close();
  }
}

function originOf(side: ResolvedSide): SourceOrigin | undefined {
  return side.kind === 'wheel' ? side.origin : undefined;
}

async function wheelBuilder(
  engine: Engine,
  identity: EngineIdentity,
  tools: KeptLayer,
  sessions: InstallSessions,
  { build, cache, caCertificates, keepLog }: CommonInstall,
  events: EventSink,
): Promise<WheelBuilder> {
  const place = await ensureBuildPlace(engine, identity, tools, build, caCertificates, events);
  return { place, settings: build, cache, events, keepLog, open: () => sessions.on(place.layer) };
}

function environmentKey(tools: KeptLayer, sides: PerSide<ResolvedSide>, files: readonly FileEntry[]): string {
  const parts = SIDES.flatMap((side) => partsOf(sides[side]));
  return contentKey([RECIPE, tools.key, ...parts, ...files.flatMap(({ path, content }) => [path, content])]);
}

/** For people who clean up: `ddtrace==4.9.0`. */
function titleOf(side: ResolvedSide): string {
  switch (side.kind) {
    case 'none':
      return 'alone';
    case 'index':
      return redact(side.install);
    case 'wheel':
      return side.file.split('-').slice(0, 2).join('==');
  }
}

function partsOf(side: ResolvedSide): (string | Buffer)[] {
  switch (side.kind) {
    case 'none':
      return ['none'];
    case 'index':
      return [side.install];
    case 'wheel':
      return [side.file, side.extras, side.content];
  }
}
