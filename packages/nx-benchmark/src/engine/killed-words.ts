import { memorySize } from '../domain/memory-size';
import type { Session } from './engine';

/** Why a process of the session ended by a SIGKILL (status 137) that we did not send, as far as anybody can tell. */
export function killedWords({ memoryLimit }: Pick<Session, 'memoryLimit'>): string {
  return memoryLimit === undefined
    ? 'killed (137), probably because this machine ran out of memory'
    : `killed (137), probably because of the memory limit of ${memorySize(memoryLimit)}; --memory=SIZE sets another`;
}
