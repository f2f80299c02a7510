/** Python's `multiprocessing`, for Web Workers. */
export { workers, type TaskModule, type TaskRef, type Tasks, type WorkerFactory } from './tasks';
export { fresh, type Fresh, type MaybeFresh } from './fresh';
export { PoolError, RemoteError, type PoolErrorCode } from './errors';
export { Pool, type PoolOptions } from './pool';
export type { PoolStats } from './scheduler';
export { Process, type Exit, type ProcessOptions } from './process';
export type { CallOptions } from './entry';
export { cpuCount } from './worlds/world';
export { listen, type PoolEvent } from './activity';
export { retire, serve } from './serve';
