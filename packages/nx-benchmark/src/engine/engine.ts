import type { Readable, Writable } from 'node:stream';
import type { EventSink } from '../domain/run-event';

/**
 * The port to the place where code is installed and measured. `docker` isolates; `local` uses this machine as it is.
 * What is built is kept by content key and found again; a session is thrown away.
 */
export interface Engine {
  readonly kind: 'docker' | 'local';
  /** What of this machine, or of the network, the measured code can reach or take all the same. */
  readonly notIsolated: readonly Isolation[];
  /**
   * Makes sure the base (image or interpreter) is there and says what it is.
   *
   * @param other another image than the one to measure in, where the engine has images
   */
  identify(events: EventSink, other?: OtherBase): Promise<EngineIdentity>;
  /**
   * Opens what is kept under `layer`, or builds it first. An unfinished build is never kept. Called by one process of the
   * host at a time for the same layer (`layerLock`).
   */
  ensure(layer: Layer, build: (session: Session) => Promise<void>): Promise<KeptLayer>;
  /** A session on `base` with the network of installs, thrown away after use. */
  openInstall(base: KeptLayer): Promise<Session>;
  /** A session to measure in: hardened, without network, nothing of it kept. */
  openMeasuring(base: KeptLayer): Promise<Session>;
  /** Tells the machine that sessions run on from all others; without an answer it is this host. */
  machineId?(): Promise<string | undefined>;
  /** Ends every session that is open, whatever runs in it. */
  dispose(): Promise<void>;
}

/** Something that a container keeps apart, and that an engine, or an option, may leave open. */
export type Isolation =
  | 'network'
  | 'file system'
  | 'processes'
  | 'number of processes'
  | 'memory'
  | 'privileges';

/** What results depend on besides the sides: recorded with every run, and part of every layer's key. */
export interface EngineIdentity {
  /** Content key of the base: image ID, or interpreter and its version. */
  readonly key: string;
  /** For people: `Docker 28.5.2, image python:3.12-slim`. */
  readonly description: string;
  readonly imageId?: string;
}

/** An image that is not measured in: the toolchain of builds. */
export type OtherBase =
  | { readonly kind: 'image'; readonly image: string; readonly command?: string }
  | { readonly kind: 'dockerfile'; readonly path: string };

/**
 * Something built once: `tools` (pip), or on top of it an `environment` (both sides), a `toolchain` (compilers) or a
 * `recorder` (what traces are recorded with).
 */
export interface Layer {
  readonly kind: 'tools' | 'environment' | 'toolchain' | 'recorder';
  /** SHA-256 in hex of all that decides its content. */
  readonly key: string;
  /** What it holds, for people who clean up. */
  readonly title?: string;
  /** What it stands on; without one an image. */
  readonly base?: KeptLayer;
  /** ID of that image, where the engine has images. */
  readonly image?: string;
}

/** A layer that exists. */
export interface KeptLayer {
  readonly kind: Layer['kind'];
  readonly key: string;
  /** Whether this call built it. */
  readonly built: boolean;
  /** Image ID or folder, for the record. */
  readonly reference: string;
  readonly folders: LayerFolders;
}

/** Absolute folders as the session's processes see them. */
export interface LayerFolders {
  /** A Python with pip, used to install into the sides; never measured. */
  readonly tools: string;
  /** Holds one virtual environment per side, under names of equal length. */
  readonly sides: string;
}

/** A place where commands run until it is disposed of. */
export interface Session {
  readonly folders: LayerFolders;
  /** A writable folder that vanishes with the session. */
  readonly work: string;
  /** A writable folder on disk for what is large; it vanishes with the session, and no secret belongs there. */
  readonly scratch: string;
  /** Interpreter of the base. */
  readonly python: string;
  /** Bytes that all its processes may use together; undefined where nothing but the machine limits them. */
  readonly memoryLimit?: number | undefined;
  /** Starts a command; its streams are open until it ends. */
  spawn(command: readonly string[], options?: SpawnOptions): Promise<SessionProcess>;
  /** Ends every process of the session and removes what it leaves. Safe to call twice. */
  dispose(): Promise<void>;
}

export interface SpawnOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Whether the command reads something; if not, its standard input is empty from the start. Default: it does. */
  readonly reads?: boolean;
}

export interface SessionProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Exit status (128 + n for signal n). Rejects when the engine goes away: then nobody knows. */
  readonly exit: Promise<number>;
}
