/** The service's own words for clinical codes: the same on cards, on the command line and here. Loaded with the drawings. */
export { wordsFor } from '../../hooks/browser';
