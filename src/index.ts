/** The library's face: what a page, a widget or a script needs to run a recipe over images. */
export type { Item } from './core/dataset/item';
export { type Report, type ReportItem } from './core/dataset/report';
export { AppError, itemCodes, type ItemCode } from './core/errors';
export { operations } from './core/operations';
export type { Recipe } from './core/recipe/recipe';
export { parseRecipe, parseRecipeText } from './core/recipe/parse';
export type { Crew } from './job/crew';
export { createCrew, type CrewOptions } from './job/create-crew';
export type { Job, JobEvent, JobOptions, JobState } from './job/job';
export { startJob } from './job/run-job';
export type { Sink } from './sinks/sink';
