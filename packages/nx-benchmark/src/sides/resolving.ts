import type { EventSink } from '../domain/run-event';
import type { KeptLayer } from '../engine/engine';
import type { WheelBuilder } from './build-wheel';
import type { InstallSessions } from './install-sessions';

/** What resolving needs of its surroundings. */
export interface Resolving {
  readonly tools: KeptLayer;
  readonly sessions: InstallSessions;
  readonly events: EventSink;
  /** Folder of this machine that keeps what is built or asked once. */
  readonly cache: string;
  /** All tasks of a run mean the same by "the newest": what one of them was told holds for the others. */
  readonly runId: string;
  /** Made at the first need: a release needs no toolchain. */
  builder(): Promise<WheelBuilder>;
}
