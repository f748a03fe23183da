/**
 * The conversation's only door: what the porch needs to serve CDS Hooks and to publish assessments.
 * Nothing here knows Express.
 */
export * from './wire';
export * from './gathered';
