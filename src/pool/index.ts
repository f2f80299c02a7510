/** Python's `multiprocessing`, for Web Workers. */
export { workers, type TaskModule, type TaskRef, type Tasks, type WorkerFactory } from './tasks';
export { fresh, type Fresh, type ItemOf, type MaybeFresh } from './fresh';
export { PoolError, RemoteError, type PoolErrorCode } from './errors';
export { Pool, type PoolOptions } from './pool';
export type { PoolStats } from './scheduler';
export { AsyncResult } from './async-result';
export { Process, type Exit, type ProcessOptions } from './process';
export type { CallOptions, MapOptions } from './call';
export { Queue } from './shared/queue';
export { Event } from './shared/event';
export { Value } from './shared/value';
export { activeChildren, type ActiveChild } from './children';
export { currentProcess, type CurrentProcess } from './identity';
export { cpuCount } from './worlds/world';
export { listen, type PoolEvent } from './activity';
export { retire, serve } from './serve';
