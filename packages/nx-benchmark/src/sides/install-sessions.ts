import type { EventSink } from '../domain/run-event';
import type { Engine, KeptLayer, Session } from '../engine/engine';
import { type NetworkedPip, networkedPip } from './networked-pip';

/** A session that can reach the package index as its host does. */
export interface InstallSession extends NetworkedPip {
  readonly session: Session;
}

/** Gives a session the host's way to the package index. */
export async function networked(
  engine: Engine,
  session: Session,
  caCertificates: readonly string[],
  events: EventSink,
): Promise<InstallSession> {
  return { session, ...(await networkedPip(engine.kind, session, caCertificates, events)) };
}

/** Sessions to install in, one for each layer, opened at the first need and thrown away together. */
export class InstallSessions {
  private readonly opened = new Map<string, Promise<InstallSession>>();

  constructor(
    private readonly engine: Engine,
    private readonly caCertificates: readonly string[],
    private readonly events: EventSink,
  ) {}

  on(layer: KeptLayer): Promise<InstallSession> {
    const session = this.opened.get(layer.key) ?? this.open(layer);
    this.opened.set(layer.key, session);
    return session;
  }

  async close(): Promise<void> {
    for (const opened of this.opened.values()) {
      // A session that could not be opened has said so to whoever asked for it.
      await opened.then(({ session }) => session.dispose()).catch(() => undefined);
    }
  }

  private async open(layer: KeptLayer): Promise<InstallSession> {
    const session = await this.engine.openInstall(layer);
    return networked(this.engine, session, this.caCertificates, this.events);
  }
}
