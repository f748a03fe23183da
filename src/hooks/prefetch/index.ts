/** What is asked for in advance, and how what came is read. */
export * from './templates';
export * from './search-answer';
export * from './prefetched';
export * from './ownership';
