import type { EventSink } from '../domain/run-event';
import type { Engine, KeptLayer, Layer, Session } from '../engine/engine';
import { layerLock } from '../engine/layer-lock';
import { withHostLock } from '../lock/host-lock';

/** Finds a layer, or builds it: while another process of this host builds it, that one's is waited for. */
export function ensureLayer(
  engine: Engine,
  layer: Layer,
  events: EventSink,
  build: (session: Session) => Promise<void>,
): Promise<KeptLayer> {
  const holder = { pid: process.pid, what: `building ${layer.kind}`, since: new Date().toISOString() };
  const waiting = ({ pid }: { readonly pid: number }) =>
    events({ kind: 'step', text: `waiting for process ${pid}, which builds the same (${layer.kind})` });
  return withHostLock(layerLock(layer.kind, layer.key), holder, waiting, () => engine.ensure(layer, build));
}
